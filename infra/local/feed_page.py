"""The simulated feed's page: what it is, what it lists, who asked, and how to change it."""

from collections.abc import Iterable
from datetime import datetime

from jinja2 import Environment

from infra.local.feed_samples import EVENTS, Json
from infra.local.feed_state import FeedState, How

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simulated SpeedGaming feed</title>
<style>
:root { color-scheme: light dark; --line: #8883; --soft: #8881; --quiet: light-dark(#666, #aaa); --mark: #5865f2; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.25rem; max-width: 60rem; font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p { margin: .5rem 0; } code, pre { font: .85em ui-monospace, monospace; background: var(--soft); border-radius: 4px; }
code { padding: .1em .3em; overflow-wrap: anywhere; } pre { padding: .75rem; overflow-x: auto; }
.quiet { color: var(--quiet); } .broken { border-left: 4px solid #d83c3e; padding-left: .75rem; }
.card { border: 1px solid var(--line); border-radius: 8px; padding: .75rem 1rem; margin: .5rem 0;
  display: grid; grid-template-columns: 10rem 1fr auto; gap: .1rem 1rem; }
.card .time { font-variant-numeric: tabular-nums; } .card .id { color: var(--quiet); font-size: .85rem; }
.card .more { grid-column: 2 / -1; color: var(--quiet); font-size: .9rem; overflow-wrap: anywhere; }
.tag { display: inline-block; background: var(--mark); color: #fff; border-radius: 4px;
  padding: 0 .4em; font-size: .8rem; }
@media (max-width: 36rem) { .card { grid-template-columns: 1fr auto; } .card .time { grid-column: 1 / -1; }
  .card .more { grid-column: 1 / -1; } }
</style>
</head>
<body>
<h1>Simulated SpeedGaming feed</h1>
<p>This stands in for SpeedGaming on your machine: Paddock imports these episodes as matches when a tournament names
one of the slugs below. People, events and channels are invented. Times are UTC.</p>
{% if broken %}<p class="broken" role="status">Broken now: <strong>{{ broken.how.value }}</strong>,
for {{ broken.times }} more request{{ "" if broken.times == 1 else "s" }}.</p>{% endif %}
{% for event in events %}
<h2>{{ event.name }} <code>{{ event.slug }}</code></h2>
{% for e in event.episodes %}
<div class="card"><span class="time">{{ e.time }}</span>
<span>{{ e.title }} {% if e.channel %}<span class="tag">{{ e.channel }}</span>{% endif %}</span>
<span class="id">{{ e.id }}</span>
<span class="more">{{ e.players or "nobody yet" }}{% if e.crew %}<br>Crew: {{ e.crew }}{% endif %}</span></div>
{% else %}<p class="quiet">No episodes.</p>
{% endfor %}{% endfor %}
<h2>Change it</h2>
<pre>curl -X PUT {{ base }}sim/episodes/770101 -d '{"title": "Final", "whenCountdown": ""}'
curl -X DELETE {{ base }}sim/episodes/770101
curl {{ base }}sim/break -d '{"how": "down", "times": 3}'
curl -X POST {{ base }}sim/reset</pre>
<p class="quiet">PUT changes the keys it names and adds an episode whose id is new. It can be broken as
{{ hows | join(", ") }}. Reset brings the samples back, from today on.</p>
<h2>Asked last</h2>
{% for r in requests %}<p><code>{{ r.path }}</code>
<span class="quiet">{% for k, v in r.query.items() %}{{ k }}={{ v }} {% endfor %}at {{ r.at }}
{% if r.broken %}({{ r.broken.value }}){% endif %}</span></p>
{% else %}<p class="quiet">Nobody has asked yet.</p>{% endfor %}
</body>
</html>
"""

_TEMPLATE = Environment(autoescape=True).from_string(PAGE)
ASKED_LAST = 10


def page(state: FeedState, base: str) -> str:
    return _TEMPLATE.render(
        events=[_event(slug, about, state.episodes.values()) for slug, about in EVENTS.items()],
        broken=state.broken,
        requests=list(reversed(state.requests))[:ASKED_LAST],
        hows=[how.value for how in How],
        base=base,
    )


def _event(slug: str, about: Json, episodes: Iterable[Json]) -> Json:
    mine = [e for e in episodes if _get(e, "event", "slug") == slug]
    shown = [_episode(e) for e in sorted(mine, key=lambda e: str(e.get("when")))]
    return {"name": about["name"], "slug": slug, "episodes": shown}


def _episode(told: Json) -> Json:
    titles = [told.get("title"), *(_get(told, m, key) for key in ("title", "note") for m in ("match1", "match2"))]
    players = [_names(_get(told, m, "players")) for m in ("match1", "match2")]
    crew = [_names(told.get(role)) for role in ("commentators", "trackers", "broadcasters", "helpers")]
    return {
        "id": told.get("id"),
        "time": _time(told.get("whenCountdown") or told.get("when")),
        "title": next(filter(None, titles), "No title"),
        "players": " and ".join(" vs ".join(names) for names in players if names),
        "crew": ", ".join(name for names in crew for name in names),
        "channel": ", ".join(_names(told.get("channels"), "name")),
    }


def _time(told: object) -> str:
    try:
        return f"{datetime.fromisoformat(str(told)):%a %d %b %H:%M}"
    except ValueError:
        return f"no time: {told}"


def _names(listed: object, key: str = "displayName") -> list[str]:
    return [str(_get(entry, key)) for entry in listed] if isinstance(listed, list) else []


def _get(told: object, *keys: str) -> object:
    """The value at the keys' end, or None: an episode may have been broken on purpose at any place."""
    for key in keys:
        told = told.get(key) if isinstance(told, dict) else None
    return told
