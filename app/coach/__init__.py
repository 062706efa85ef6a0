"""What to ask and what answers show: by a model (`model_coach`) and by rule (`rule_coach`)."""
