"""Addresses that everybody may open, and HR's pages about what is public."""

from __future__ import annotations

from django.urls import path

from vacancies.views import feeds, posting, preview, public, public_files

OF = "vacancies/<str:ref>"

urlpatterns = [
    path("jobs/", public.PublicListView.as_view(), name="public_list"),
    path("jobs/<str:ref>/", public.PublicDetailView.as_view(), name="public_detail"),
    path("jobs/feed.xml", feeds.FeedView.as_view(), name="public_feed"),
    path("jobs/<str:ref>/pack.pdf", public_files.PublicPackView.as_view(), name="public_pack"),
    path("jobs/<str:ref>/pack.docx", public_files.PublicPackDocxView.as_view(), name="public_pack_docx"),
    path("jobs/<str:ref>/dates.ics", public_files.PublicDatesView.as_view(), name="public_dates"),
    path("jobs/<str:ref>/share.png", public_files.PublicShareView.as_view(), name="public_share"),
    path("sitemap.xml", feeds.SitemapView.as_view(), name="sitemap"),
    path("robots.txt", feeds.RobotsView.as_view(), name="robots"),
    path(f"{OF}/preview/", preview.PreviewView.as_view(), name="preview"),
    path(f"{OF}/preview/pack.pdf", preview.PreviewPackView.as_view(), name="preview_pack"),
    path(f"{OF}/preview/pack.docx", preview.PreviewPackDocxView.as_view(), name="preview_pack_docx"),
    path(f"{OF}/teaching-vacancies/", posting.PostingView.as_view(), name="posting"),
]
