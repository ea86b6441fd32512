"""The page of the stand-in for identity providers: who are you, and how do you sign in?"""

from collections.abc import Mapping, Sequence

from jinja2 import Environment
from werkzeug.wrappers import Response

from chalicelib.adapters.oidc.profile import Profile

_PAGE = Environment(autoescape=True).from_string("""<!doctype html>
<html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Aanmelden bij {{ profile.name }} (nagebootst)</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto }
  body { padding: 0 1rem }
  ul { list-style: none; padding: 0 } li { margin: .4rem 0 }
  button, select { font: inherit; padding: .5rem .8rem; max-width: 100% }
  ul button { width: 100%; text-align: left }
</style>
<h1>Aanmelden bij {{ profile.name }}</h1>
<p>Nagebootst op deze machine, met verzonnen mensen.</p>
<form method="post">
<p><label>Middel <select name="means">
{% for means, level in profile.levels.items() %}
<option value="{{ means }}"{% if means == wanted %} selected{% endif %}>
{{ means.rpartition(":")[2].rpartition("/")[2] }} ({{ level }})</option>
{% endfor %}
</select></label></p>
<ul>{% for name in people %}
<li><button name="sub" value="{{ name }}" aria-label="Authorize as {{ name }}">
{{ name }}</button></li>{% endfor %}
</ul>
<p><button name="deny" value="1">Deny access</button>
<button name="error" value="temporarily_unavailable">Onbeschikbaar</button></p>
</form>
""")


def choice(profile: Profile, people: Sequence[str], query: Mapping[str, str]) -> Response:
    """The page; the means that was asked for is chosen already."""
    wanted = query.get("acr_values", "").partition(" ")[0]
    html = _PAGE.render(profile=profile, people=people, wanted=wanted)
    return Response(html, content_type="text/html; charset=utf-8")
