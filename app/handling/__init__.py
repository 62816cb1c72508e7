"""我的信访处理: what waits for an officer, what he did, what he asked for."""
