"""分析图表: two traits of the petitions against each other, as a drawing and as its table."""
