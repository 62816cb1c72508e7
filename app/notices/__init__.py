"""公共信息: announcements, knowledge, laws; who may see them and who has read them."""
