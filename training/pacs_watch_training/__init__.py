"""Recipes that turn labelled chest films into pacs-watch model bundles. Research software, not a medical device."""
import cv2

# One thread before any is started: OpenCV's pool does not survive the fork of a data loader's worker (the worker hangs
# at its first call), and a film is too small to gain from it.
cv2.setNumThreads(1)
