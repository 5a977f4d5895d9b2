"""What is recorded, about whom, how long, and why somebody may see it: live from the declarations."""

from startlijn.base.privacy.queries.erasing import (
    erased_list,
    erasure_of,
    open_requests,
    own_request,
    people_guarded,
    person_called,
    preview_of,
    request_by_id,
)
from startlijn.base.privacy.queries.own import own_data, own_table
from startlijn.base.privacy.queries.recorded import declared_models, recorded
from startlijn.base.privacy.queries.retention import due_tables, preview
from startlijn.base.privacy.queries.stating import (
    grounds,
    own_record,
    own_statement,
    own_statements,
    restricted,
    restrictions,
    statable,
)
from startlijn.base.privacy.queries.why import explained, holders_today, why

__all__ = [
    "declared_models",
    "due_tables",
    "erased_list",
    "erasure_of",
    "explained",
    "grounds",
    "holders_today",
    "open_requests",
    "own_data",
    "own_record",
    "own_request",
    "own_statement",
    "own_statements",
    "own_table",
    "people_guarded",
    "person_called",
    "preview",
    "preview_of",
    "recorded",
    "request_by_id",
    "restricted",
    "restrictions",
    "statable",
    "why",
]
