"""`python -m transcript_fix`."""

from transcript_fix.start import main

if __name__ == "__main__":
    main()
