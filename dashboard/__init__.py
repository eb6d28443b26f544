"""The pages a strategy team reads: each asks one question of a published release and shows who says so."""
