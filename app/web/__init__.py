"""HTTP and sockets, thin: what was asked, by whom, and the answer in the asker's shape."""
