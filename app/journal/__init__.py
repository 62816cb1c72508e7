"""The journal of the administration (管理日志): who changed what about people, words, settings."""
