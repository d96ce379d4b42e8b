"""`ask_user`: a question that stays open beside the plan; nobody waits for its answer."""

from pydantic import Field

from agent.model_planner.session import Session
from agent.model_planner.tools.tool import Answer, Arguments, Tool, read, spec

NAME = "ask_user"


class AskUser(Arguments):
    """Leave a question for the person, with what is taken until it is answered. Only if the answer changes the data,
    access or operations; make the plan with the default."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")
    """A short id: late_fee."""
    text: str = Field(min_length=1)
    default: str = Field(min_length=1)


def run(arguments: str, session: Session) -> Answer:
    """The question is noted; its default holds."""
    given = read(AskUser, arguments)
    session.ask(given.id, given.text, given.default)
    return Answer("Noted. Go on with the default.", done=True)


TOOL = Tool(spec(NAME, AskUser), run)
