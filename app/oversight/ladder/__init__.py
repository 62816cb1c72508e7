"""The ladder 提醒, 催办, 督办, 通报: its rules, their causes, the round of each morning."""
