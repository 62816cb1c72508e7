"""月报锁定: a month that is closed keeps its numbers; what comes later stands beside them."""
