"""Posting adverts to Teaching Vacancies, the Department for Education's service, by its interface for recruitment
systems (version 1). It takes adverts only; applications stay here.

`advert` says what is sent and what stops it (no Django, no network); `client` talks; `vacancies/services/posting.py`
decides what is due, from rows.
"""
