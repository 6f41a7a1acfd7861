"""Which words translators and listeners take for each other: small tables, written by hand.

Each line is a set of words; any of them may have been written for any other. Learned confusions
(from post-edits) are in `learned.py`. The one thing to know: these make errors for training only;
nothing here is a rule that flags a text.
"""

from __future__ import annotations

from transcript_fix.rule import words

PREPOSITIONS = """
in on at
in at of
to for
of for about
with by from
for from since
about on over
to into in
from of by
during in
between among
by until
"""
VERBS_WITH_A_NEEDLESS_PREPOSITION = {
    "discuss": "about", "discussed": "about", "discussing": "about", "enter": "into",
    "entered": "into", "emphasize": "on", "emphasized": "on", "mention": "about",
    "mentioned": "about", "contact": "with", "join": "in", "joined": "in", "marry": "with",
    "reach": "to", "reached": "to", "answer": "to", "face": "with", "request": "for",
    "approach": "to", "lack": "of", "affect": "on", "influence": "on", "told": "about",
}  # fmt: skip
SOUNDS = """
their there they're
your you're
its it's
then than
to too
two to
lose loose
led lead
effect affect
accept except
were where we're
weather whether
form from
quite quiet
though through
thought though
chose choose
advice advise
past passed
principle principal
whose who's
by buy
no know
right write
hear here
week weak
peace piece
break brake
our are
of off
it's is
as has
an and
on own
this these
that than
or our
since sense
lives leaves
live leave
cost costs
access assess
"""
WORDS = """
much many
many lots
few little
less fewer
which who
which that
what that
what which
how what
when while
such so
so very
very much
too very
other another
others other
every all
each every
some any
say tell
said told
speak talk
make do
made did
look see
watch see
learn study
bring take
brought took
open start
big large
big great
high big
fast quick
problem question
chance opportunity
job work
way method
people person
person persons
also too
still also
even also
already still
only just
because so
but and
however but
if whether
although but
after later
ago before
before ago
until before
like as
most more
more better
most many
lot lots
can could
will would
would will
should must
may can
have had
is was
are were
has had
do does
"""
DERIVED = """
respond response
succeed success successful successfully
develop development developed developing
differ different difference differently
grow growth growing
decide decision
invest investment investor
compete competition competitive competitor
product production produce productive
analyze analysis
choose choice
lose loss
sell sale sales
think thought thinking
believe belief
know knowledge
live life
die death dead
strong strength strongly
long length
high height highly
deep depth deeply
wide width widely
important importance
possible possibility possibly
able ability
real really reality
technology technological technical technically
economy economic economical economically economics
politics political politically
science scientific scientist
industry industrial
nature natural naturally
culture cultural
environment environmental
history historical historic
tradition traditional traditionally
nation national
profession professional professionally
person personal personally
finance financial financially
globe global globally
internet online
intelligence intelligent
efficiency efficient efficiently
confidence confident
patience patient
convenience convenient
independence independent
presence present
absence absent
safe safety safely
secure security
free freedom freely
honest honesty honestly
quality quantity
simple simply simplicity
complex complexity
easy easily ease
quick quickly
good well
bad badly
fast fastly
hard hardly
late lately
near nearly
most mostly
main mainly
final finally
recent recently
special especially specially
usual usually
actual actually
complete completely completion
direct directly direction
different differently
explain explanation
describe description
apply application
inform information
communicate communication
cooperate cooperation
operate operation
create creation creative creativity
innovate innovation innovative
educate education educational
manage management manager
govern government
improve improvement
achieve achievement
require requirement
employ employment employee employer
pay payment
move movement
agree agreement
argue argument
interest interested interesting
excite excited exciting excitement
bore bored boring
surprise surprised surprising
satisfy satisfied satisfying satisfaction
confuse confused confusing confusion
interview interviewer interviewee
participate participation participant
contribute contribution contributor
research researcher
design designer
consume consumer consumption
use user usage useful
help helpful
care careful carefully
begin beginning
mean meaning meaningful
feel feeling
build building
train training
market marketing
start startup
experience experienced
advantage advantageous
benefit beneficial
health healthy
wealth wealthy
luck lucky luckily
danger dangerous
fame famous
value valuable
cost costly
support supportive supporter
attract attractive attraction
impress impressive impression
express expression
discuss discussion
suggest suggestion
question questionable
protect protection
produce producer
pressure press
"""
SMALL = words(
    "to of in on at for with by from about into as that it is are was were be been have has had do"
    " does will would can could not and or so but if we i they you he she this them us our my his"
    " their your there up out who which what when also very more some all one"
)
"""Words that are left out, or said twice."""
NEEDLESS = {
    "but": "and", "although": "but", "because": "so", "more": "more", "can": "be", "will": "be",
    "am": "be", "very": "much", "so": "that", "still": "also", "people": "they", "think": "is",
    "is": "that", "have": "been", "do": "to", "make": "to", "let": "to", "should": "to",
    "must": "to", "most": "of", "many": "of", "need": "be", "want": "that", "want to": "be",
    "agree": "with", "want it": "to",
}  # fmt: skip
"""Words behind which translators put another that does not belong."""
APOSTROPHES = words(
    "don't can't won't isn't aren't didn't doesn't wasn't weren't haven't hasn't couldn't wouldn't"
    " shouldn't i'm i've i'll you're they're that's what's let's there's here's who's"
)


def sets(table: str) -> dict[str, tuple[str, ...]]:
    """Return for each word of a table the words that may have been written for it."""
    found: dict[str, list[str]] = {}
    for line in table.strip().splitlines():
        alike = line.split()
        for word in alike:
            row = found.setdefault(word, [])
            row.extend(other for other in alike if other != word and other not in row)
    return {word: tuple(others) for word, others in found.items()}
