"""What can be quoted of papers and answers."""

from __future__ import annotations

import pytest

from app.coach.spans import (
    beginning,
    core,
    is_code,
    lines,
    parts,
    quotable,
    shortened,
    spoken,
    taken_up,
)


@pytest.mark.parametrize(
    ("line", "span"),
    [
        ("• Clear handover at the bedside.", "Clear handover at the bedside"),
        ("Fluent German", "Fluent German"),
        ("Safe isolation (lock-out), every time", "Safe isolation (lock-out), every time"),
        ("Leitung eines Teams von sechs Personen;", "Leitung eines Teams von sechs Personen"),
        ("二年以上のSQLの経験", "二年以上のSQLの経験"),
        (
            "- carry out checks and report faults to the\n  Duty Manager",
            "carry out checks and report faults to the Duty Manager",
        ),
    ],
)
def test_line_of_papers_is_quoted_short_and_without_its_edges(line: str, span: str) -> None:
    assert quotable(line) == span


@pytest.mark.parametrize(
    "line",
    [
        "Do you love homeware?",
        "We call it “the wall”",
        "Apply to jobs@fenpress.example",
        "Telephone 01234 567 890",
        "<li>Typing</li>",
        "You&rsquo;ve run a night shift",
        "---",
        "",
        "Married, two children",
        "treat their homes with respect",
        "polite about both",
        "turns up",
        "show us you are good at it",
        "so that no member feels ig-\nnored in our gym",
        "So does honesty about figures",
        "This is what keeps the shop going",
        "everything that leaves the building",
        "Technically",
    ],
)
def test_unclean_line_is_not_quoted(line: str) -> None:
    assert quotable(line) is None


@pytest.mark.parametrize(
    ("answer", "span"),
    [
        (
            "It was a long winter. I rebuilt the rota with both teams. It held.",
            "I rebuilt the rota with both teams",
        ),
        (
            "I told the nurse at once, although I had been told not to bother her with it.",
            "I told the nurse at once",
        ),
        ("Some things went well in general", "Some things went well in general"),
        ("Ich habe die Hausärztin angerufen. Sie kam.", "Ich habe die Hausärztin angerufen"),
    ],
)
def test_clause_of_an_answer_is_taken_up_whole(answer: str, span: str) -> None:
    assert taken_up(answer) == span


@pytest.mark.parametrize(
    "answer",
    [
        "I have not used Power BI at work.",
        "Why do you ask me that all the time?",
        "I think you should know that.",
        "Fine.",
        "Das ist eine gute Frage.",
        "well i did this and then i did that and then we all did the other thing and it was ok",
        "Because the list was long.",
        "I was ill with cancer last year.",
        "We kept getting called back for leaks. But I bedded them anew.",
        "I always followed the instructions.",
        "I did some online stuff and watched some videos.",
        "I guess I rebuilt the press.",
        "I sort of rebuilt the press.",
    ],
)
def test_denied_personal_or_unclear_answer_is_not_taken_up(answer: str) -> None:
    assert taken_up(answer) is None


def test_end_of_a_sentence_inside_a_figure_is_not_quoted() -> None:
    text = "Wrote 31 reports, the team average was 22. Set up a weekly drop-in"
    assert beginning(text) == "Wrote 31 reports, the team average was 22"


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("You will manage a varied caseload", "manage a varied caseload"),
        (
            "You must be able to keep calm with frightened owners",
            "keep calm with frightened owners",
        ),
        ("You should have a proven ability to run your own files", "run your own files"),
        ("To record results in the LIMS", "record results in the LIMS"),
        ("You'll be comfortable fault finding on boilers", "comfortable fault finding on boilers"),
        ("Some Welsh would be a real plus but we will train you", "Some Welsh"),
        ("As our second engineer you'll own test strategy", "own test strategy"),
        ("We'd love it if you knew Raiser's Edge", "Raiser's Edge"),
        ("We're looking for someone who cares about joints", "cares about joints"),
        ("You have run PostgreSQL in production", "You have run PostgreSQL in production"),
        ("Ability to work alone", "Ability to work alone"),
        ("You will", "You will"),
        ("You must be confident using a till", "confident using a till"),
        ("Above all you will be kind to guests", "kind to guests"),
        ("So you should be good at training cooks", "good at training cooks"),
        ("help with personal care where required", "help with personal care"),
        ("Experience with roses is pretty much essential", "Experience with roses"),
        ("Moffett ticket an advantage but can train", "Moffett ticket"),
        ("Lab work preferred but full training will be given", "Lab work"),
        ("You can take advice and aren't precious", "You can take advice and aren't precious"),
        ("You would be\nlaying stone and planting hedges", "laying stone and planting hedges"),
        ("Sites are steep, so you need to find your own way", "find your own way"),
        ("What I do care about is that you've bound a book", "you've bound a book"),
        ("as is a sound grasp of the Code", "a sound grasp of the Code"),
        ("We would expect you to have two years on a bench", "two years on a bench"),
        ("need several years of leather work", "several years of leather work"),
        ("be set in one place and be part of two", "be set in one place and be part of two"),
        (
            "have experience of three glues and know when to use each",
            "have experience of three glues and know when to use each",
        ),
        ("We want you to be kind to readers who wait", "kind to readers who wait"),
        ("Version control (we use Git)", "Version control"),
        ("Work two evenings, for which time off is granted", "Work two evenings"),
        ("Bind by hand, with the opportunity to teach", "Bind by hand"),
        ("Talk to the printers, as they sit next door", "Talk to the printers"),
        ("Clear writing – we put all of it on paper", "Clear writing"),
        ("Excel would be a plus", "Excel"),
        ("whether you can walk into a full reading room", "walk into a full reading room"),
        ("It would help if you had an eye for old paper", "an eye for old paper"),
        (
            "know your way round glues, and a bit of gilding would be a bonus",
            "know your way round glues",
        ),
        ("run the bench when he is away", "run the bench"),
        ("Calm hands: you can mend a leaf", "Calm hands: you can mend a leaf"),
        ("We would love somebody who talks to readers", "talks to readers"),
        ("3.To mend torn leaves", "mend torn leaves"),
        ("They'd love to see strong sewing", "strong sewing"),
        ("What we need from you: two years at a bench", "two years at a bench"),
        ("Someone who can explain old paper", "explain old paper"),
        ("as is the ability to plan a week", "plan a week"),
        ("is quiet around old books", "quiet around old books"),
        ("usually work in a pair", "work in a pair"),
        ("In time we would like you to hire a binder", "hire a binder"),
        ("help with the move, so somebody who has moved", "help with the move"),
        ("You might be asked to talk to a class", "talk to a class"),
        ("Find and mend tears, asking where needed", "Find and mend tears, asking where needed"),
        ("I'm looking for someone with a good eye", "a good eye"),
        ("Work with option pricing models", "Work with option pricing models"),
        ("Plan a week and a rota that will be fair", "Plan a week and a rota that will be fair"),
        ("Cleaning: all rooms, kitchens and halls", "Cleaning: all rooms, kitchens and halls"),
        (
            "With a diploma in glue, the ability to bind",
            "With a diploma in glue, the ability to bind",
        ),
        ("is exact, discreet and not easily hurried", "exact, discreet and not easily hurried"),
        ("Help readers with maps, because there\nis no desk", "Help readers with maps"),
        ("Following a loss, we want a binder to mend maps", "mend maps"),
        ("When it is quiet you may be asked to sort paper", "sort paper"),
        ("Help readers, because there is no desk, although we hope", "Help readers"),
        (
            "Sew, file and, because we are small, sweep",
            "Sew, file and, because we are small, sweep",
        ),
        ("Sew by hand, and when it is full everyone sews", "Sew by hand"),
        ("Sound grounding – you know a joint", "Sound grounding – you know a joint"),
        ("Good people skills - you will lead two binders", "Good people skills"),
        ("two years in a shop, but if you learned at home", "two years in a shop"),
        ("We'd expect you to be at home with council papers", "at home with council papers"),
        ("I'm especially keen to hear from people with a good eye", "a good eye"),
        (
            "responsible for the bench and for the tools",
            "responsible for the bench and for the tools",
        ),
        ("Understands the importance of clean hands", "clean hands"),
        ("The work is mainly sewing by hand", "sewing by hand"),
        ("We need someone who: knows old paper", "knows old paper"),
        ("can use their own eye and is patient", "can use their own eye and is patient"),
        ("To begin with you will help with tyres and brakes", "help with tyres and brakes"),
        (
            "Strong attention to detail, as a mistake cannot be put right",
            "Strong attention to detail",
        ),
        ("Work as a chef, as a sous chef or similar", "Work as a chef, as a sous chef or similar"),
        ("The ability to work alone", "work alone"),
        (
            "The ability to work alone, and resilience in a crisis",
            "The ability to work alone, and resilience in a crisis",
        ),
    ],
)
def test_core_is_the_matter_of_a_line(text: str, matter: str) -> None:
    assert core(text) == matter


@pytest.mark.parametrize(
    ("text", "things"),
    [
        (
            (
                "You'll be servicing and repairing old boilers, finding faults that other people "
                "gave up on, and explaining to the customers what you have done in plain words"
            ),
            [
                "servicing and repairing old boilers",
                "finding faults that other people gave up on",
                "explaining to the customers what you have done in plain words",
            ],
        ),
        (
            "plans the day, checks the van and logs it",
            ["plans the day, checks the van and logs it"],
        ),
        (
            (
                "Write well, manage several deadlines at once without anybody reminding you "
                "of them, and be comfortable visiting groups in cold church halls across the county"
            ),
            ["Write well, manage several deadlines at once without anybody reminding you of them"],
        ),
        (
            (
                "You will get to know the life of each resident and help them to carry on as "
                "they like, whether that is gardening, going to church or playing cards with us"
            ),
            ["get to know the life of each resident and help them to carry on as they like"],
        ),
        (
            "You will be responsible for the planning, training and care of the crew",
            ["the planning, training and care of the crew"],
        ),
    ],
)
def test_only_a_sentence_too_long_to_quote_is_several_things(text: str, things: list[str]) -> None:
    assert parts(core(text)) == things


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            (
                "run your own files with no supervision at all and a commercial, pragmatic "
                "approach to every risk that a client of a firm may meet"
            ),
            "run your own files with no supervision at all",
        ),
        (
            (
                "manage a caseload of commercial property matters for five banks including "
                "disposals, leases and sales for some other banks of the west and of the north"
            ),
            "manage a caseload of commercial property matters for five banks",
        ),
        (
            (
                "Driving single and double deck vehicles over our network of urban and rural "
                "routes in a safe, smooth and legal manner all day and all night"
            ),
            "Driving single and double deck vehicles over our network of urban and rural routes",
        ),
        (
            (
                "Deal calmly with customers, because they are what we are here for, and "
                "whatever it is that they may want from you on the day"
            ),
            "Deal calmly with customers",
        ),
    ],
)
def test_long_line_is_cut_where_a_thought_ends(text: str, kept: str) -> None:
    assert beginning(text) == kept


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        (
            "Holding a caseload of around 25 complex cases, including debts and repairs",
            "Holding a caseload of around 25 complex cases",
        ),
        ("A calm way with drivers who ring at four in the night", None),
        (
            (
                "servicing and repairing gas boilers, finding faults other people gave up on, and "
                "explaining to customers what you did"
            ),
            None,
        ),
        ("Holding a caseload of cases, including debts", None),
        ("Deal with buyers of old books and the sellers of new ones", None),
        ("be on site every day: setting out from drawings", "be on site every day"),
        ("experience with a digger (ticket preferred)", "experience with a digger"),
        ("Excel: two sheets", None),
        ("Main duties of all: two sheets", "Main duties of all"),
        ("Main duties here: two sheets", None),
    ],
)
def test_as_much_is_spoken_as_is_easily_heard(text: str, heard: str | None) -> None:
    assert spoken(text) == (heard or text)


@pytest.mark.parametrize(
    ("document", "texts"),
    [
        ("Work with care and with attention\nto detail", 1),
        ("keep the books of the hall and of the club and\norder cleaning materials", 1),
        ("Accuracy\nAbility to handle sensitive\ninformation with tact", 2),
        ("Prepare sterile products under USP <797> by hand", 1),
        ("Read, Write and Sums since 2014\nfolding paper boxes", 2),
        ("follow the Operating Procedure of the pool and &\nEmergency Action Plan", 1),
        ("Wages for five men, VAT returns. Accounts\nKeeper at Frith 2010", 2),
        ("Repaired a run of registers and saved the county\n£4,000 a year", 2),
        ("- doubled the number of people on the list after i\nsplit it in two", 1),
        ("» Sew sections by hand for two county archives\n» Keep records", 2),
        ("Registers\n- Answer letters from readers and resolve\nmissing items by four", 2),
        ("Mended the fridge line of the shop and cut waste to\n£700 a quarter", 1),
        ("Plan the work of the apprentices at the bench so that\nall can take part", 1),
        ("Sewed the registers of the parish by hand with two friends\n(6 people) in Ely", 1),
        ("Map lifts and old paper. Repairs of leather x 5\nTandem lift of a press in 2022", 2),
        ("Work with owners to look after old books, including home\nvisits", 1),
        ("reading drawings and setting out your own corners\nneed\nlove of dogs", 3),
        ("You run the bench of two archives by yourself, give\nplanning advice to readers", 1),
        ("§ keep the log of the bench up to date\n§ answer letters from readers", 2),
        (
            (
                "Raised awareness of old paper across 14 small towns\n"
                "Raised the standard of sewing in five county shops\n"
                "Built a course on paper that 300 binders took up"
            ),
            3,
        ),
    ],
)
def test_line_that_goes_on_in_the_next_is_one_with_it(document: str, texts: int) -> None:
    assert len([*lines(document)]) == texts


@pytest.mark.parametrize(
    "text",
    [
        "select all the flour from the store, that was my job",
        "update prices set by head office",
        "git was new to us and I liked it",
        "cat food was what we sold",
        "for example:",
        "If I have to choose:",
    ],
)
def test_prose_that_begins_like_a_command_is_no_code(text: str) -> None:
    assert not is_code(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("At least 3 years of fault finding on lifts", "At least 3 years of fault finding"),
        ("You can talk to a guest without showing off", "You can talk to a guest"),
        ("Knows the Orff method or the like", "Knows the Orff method or the like"),
    ],
)
def test_short_name_ends_where_a_phrase_does(text: str, name: str) -> None:
    assert shortened(text, 6) == name


@pytest.mark.parametrize(
    ("document", "texts"),
    [
        (
            "Cryopreservation    Vitrify and warm oocytes    15%",
            ["Cryopreservation", "Vitrify and warm oocytes", "15%"],
        ),
        ("Skills\tClear writing", ["Skills", "Clear writing"]),
        ("3.1    Clear writing", ["Clear writing"]),
        ("Clear writing    E", ["Clear writing    E"]),
        ("FULL TIME   PAY: £28,000", ["FULL TIME   PAY: £28,000"]),
        (
            "Duties -service of lifts -passenger release",
            ["Duties", "service of lifts", "passenger release"],
        ),
        ("Clear writing\nplans work", ["Clear writing", "plans work"]),
    ],
)
def test_lines_are_those_of_a_table_or_of_a_page(document: str, texts: list[str]) -> None:
    assert [line.text for line in lines(document)] == texts


def test_mark_of_a_table_behind_a_demand_is_not_quoted() -> None:
    (line,) = lines("Calm with readers  ✓")
    assert line.text == "Calm with readers"


def test_word_with_a_hyphen_is_not_cut() -> None:
    text = (
        "Kept the register of electors for the whole of the borough and its nine parishes and "
        "acted as the deputy returning officer at two by-elections held there"
    )
    assert not (beginning(text) or "").endswith("two")


def test_only_a_long_line_is_parted_where_a_line_break_was_lost() -> None:
    short = "A budget of £310kWrite the plan and brief PowerPoint users"
    long = f"A budget of £310kWrite the plan {'and another ' * 60}"
    assert [line.text for line in lines(short)] == [short]
    assert [line.text for line in lines(long)] == ["A budget of £310k", long[17:].strip()]


def test_name_with_a_capital_inside_is_not_parted() -> None:
    long = f"Our app is React and TypeScript on top of an API {'and another ' * 60}"
    assert [line.text for line in lines(long)] == [long.strip()]


def test_lines_of_a_paragraph_are_one() -> None:
    prose = (
        "You need several years of work on small presses and the patience\n"
        "to find a fault that shows once a week. You also keep the diary,\n"
        "and on most days you will lead a small bench and talk to readers\n"
        "about the books that they bring us."
    )
    assert len([*lines(prose)]) == 1


def test_one_line_is_an_advert_where_it_lists_four_things() -> None:
    assert [line.text for line in lines("Run a bench, sew, keep costs at 28%")] == [
        "Run a bench, sew, keep costs at 28%"
    ]
    assert len([*lines("Binder wanted, must sew, own tools, call Pete")]) == 4
