"""Which Twitch channel somebody means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.matches.streams import CHANNEL, NoChannel, channel_name
from tests.support.values import HOSTILE


@pytest.mark.parametrize(
    "text",
    [
        "speedgaming",
        "SpeedGaming",
        "@SpeedGaming",
        "twitch.tv/speedgaming",
        "www.twitch.tv/SpeedGaming/",
        "https://twitch.tv/speedgaming",
        "https://www.twitch.tv/speedgaming?referrer=raid",
        "https://m.twitch.tv/speedgaming/home",
        "http://twitch.tv/speedgaming#chat",
        "https://www.twitch.tv/speedgaming/videos",
        "//twitch.tv/speedgaming",
        "HTTPS://TWITCH.TV/SPEEDGAMING",
    ],
)
def test_a_name_or_any_link_to_the_channel_names_it(text: str) -> None:
    assert channel_name(text) == "speedgaming"


@pytest.mark.parametrize(
    "text",
    [
        "https://youtube.com/speedgaming",
        "https://twitch.tv.evil.example/speedgaming",
        "https://evil.example/twitch.tv/speedgaming",
        "https://twitch.tv/videos/123456",
        "https://www.twitch.tv/directory/category/ocarina",
        "https://clips.twitch.tv/FunnyClip",
        "https://twitch.tv/",
        "https://twitch.tv/@",
        "https://[",
        "javascript://twitch.tv.x/a",
        "a",
        "two words",
        "../../etc",
        "speed-gaming",
        "ſpeedgaming",
        "x" * 26,
        "_speedgaming",
        "videos",
        "",
    ],
)
def test_what_is_no_channel_is_refused(text: str) -> None:
    with pytest.raises(NoChannel):
        channel_name(text)


@given(st.text() | st.sampled_from(HOSTILE) | st.from_regex(r"(https?://)?[\w.]*twitch\.tv/\S*", fullmatch=True))
def test_whatever_is_typed_gives_a_channel_of_twitch_or_a_refusal(text: str) -> None:
    try:
        name = channel_name(text)
    except NoChannel:
        return
    assert CHANNEL.fullmatch(name)
