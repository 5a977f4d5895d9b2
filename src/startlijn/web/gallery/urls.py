"""Addresses of the gallery."""

from django.urls import path

from startlijn.web.gallery import views

urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("gallery/page/<str:name>/", views.page, name="gallery_page"),
]
