"""The letter check (文书体检): what is wrong with a letter, by rules that need no network."""
