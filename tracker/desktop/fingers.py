"""Lists and pages under a finger.

Knows: how Qt tells a stroke of a finger from a tap.
Must never know: what is scrolled.
"""

from PySide6.QtWidgets import QAbstractScrollArea, QScroller, QScrollerProperties


def follow_fingers(area: QAbstractScrollArea) -> None:
    """Let a finger scroll, on with its swing, and stop at the ends; a tap stays a click."""
    place = area.viewport()
    QScroller.grabGesture(place, QScroller.ScrollerGestureType.TouchGesture)
    scroller = QScroller.scroller(place)
    manner = scroller.scrollerProperties()
    never = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
    for overshoot in (
        QScrollerProperties.ScrollMetric.VerticalOvershootPolicy,
        QScrollerProperties.ScrollMetric.HorizontalOvershootPolicy,
    ):
        manner.setScrollMetric(overshoot, never)
    scroller.setScrollerProperties(manner)


def is_stroke(area: QAbstractScrollArea) -> bool:
    """Whether a finger scrolls just now: Qt may tell its end as a click on where it began."""
    state = QScroller.scroller(area.viewport()).state()
    return state in (QScroller.State.Dragging, QScroller.State.Scrolling)
