"""领导驾驶舱: one page that says how the office stands; on screen, on the wall, on paper."""
