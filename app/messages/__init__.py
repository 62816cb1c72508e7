"""文件传送: messages with files between officers, receipts, replies, taking back."""
