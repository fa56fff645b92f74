"""The pages that office and portal share and no other site has."""
