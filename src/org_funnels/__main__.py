"""`python -m org_funnels` is the command `org-funnels`."""

from org_funnels.cli import main

main(prog_name="org-funnels")
