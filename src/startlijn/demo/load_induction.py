"""Plays the induction line: programmes, starters, practice and reviews of four school years, in order."""

from startlijn.demo import load_practice, load_programmes, load_reviews, load_starters
from startlijn.demo.stage import Stage


def load_induction(stage: Stage) -> None:
    """Play everything up to the moment of loading.

    The review of last school year shows what practice showed then, so what came later is confirmed after it.
    """
    versions = load_programmes.load_programmes(stage)
    load_starters.load_coaches(stage)
    load_starters.register(stage, *range(stage.year - 3, stage.year))
    looking_back = stage.at(load_reviews.review_opens_on(stage))
    load_practice.confirm(stage, since=None, until=looking_back)
    example = versions[stage.described.example_school]
    draft = load_reviews.play_closed_review(stage, example)
    load_starters.end_and_change(stage)
    load_starters.register(stage, stage.year)
    load_practice.confirm(stage, since=looking_back, until=stage.now)
    load_practice.tell_needs(stage)
    load_practice.write_notes(stage)
    load_starters.ask_the_substitute(stage)
    load_programmes.work_on_draft(stage, draft)
    load_reviews.finish_points(stage)
    load_reviews.play_open_review(stage, versions[stage.described.example_secondary])
    load_reviews.scan(stage, example)
