"""What an attacker tries: each attempt meets the documented refusal, never a success and never a failure of ours."""
