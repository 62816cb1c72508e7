"""The told office: ten stories for a demonstration, and believable petitions by the thousand."""
