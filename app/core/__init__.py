"""The cellar: pure or technical things that know no word of the petition trade."""
