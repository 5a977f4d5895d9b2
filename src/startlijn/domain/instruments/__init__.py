"""Instruments: answering rubrics, questionnaires and observation forms, and scoring them."""
