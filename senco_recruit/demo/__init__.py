"""The demo school: invented people, vacancies at every stage, and a way to be each of them. Never in production."""
