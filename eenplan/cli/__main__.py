import sys

from eenplan.cli.main import main

sys.exit(main())
