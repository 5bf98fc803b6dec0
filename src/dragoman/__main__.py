"""`python -m dragoman`: the same as the `dragoman` command."""

from dragoman.cli.main import run

if __name__ == "__main__":
    run()
