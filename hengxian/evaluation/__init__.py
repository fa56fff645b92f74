"""Dataset, pack and profile meet here: the result, its reports, and what is done with results afterwards."""
