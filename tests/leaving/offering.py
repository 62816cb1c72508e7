"""What the search fields of leaving and standing in offer."""


def offered(client, officer, words="", what="successors"):
    """Return the names that a search field offers."""
    answer = client.get(f"/leaving/{officer.id}/{what}?q={words}").get_json()
    return [one["label"].split(" (")[0] for one in answer]
