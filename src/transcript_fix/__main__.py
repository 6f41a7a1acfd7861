"""`python -m transcript_fix` is `transcript-fix`."""

from transcript_fix.cli import main

if __name__ == "__main__":
    main()
