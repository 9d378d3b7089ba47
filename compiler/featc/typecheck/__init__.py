"""From declarations to the IR: types, null rules, overloads, contracts, and what is wrong with them."""
