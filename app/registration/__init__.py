"""The registration desk: visits, letters and calls, matters assigned from above (信访登记)."""
