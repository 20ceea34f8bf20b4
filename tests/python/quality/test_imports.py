from __future__ import annotations

import subprocess
import sys

_SCRIPT = """
import sys
import org_funnels.cli, org_funnels.cli.quality, org_funnels.cli.report
print(sorted({'great_expectations', 'sqlalchemy', 'dbt', 'scipy'} & set(sys.modules)))
"""


def test_no_command_imports_great_expectations_before_it_runs_the_checks() -> None:
    result = subprocess.run(
        [sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=True
    )

    assert result.stdout == "[]\n"
