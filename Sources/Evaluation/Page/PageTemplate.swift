/// The page's frame; Mustache escapes everything between two braces, and three hold what we drew.
enum PageTemplate {
  static let html = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" \
    content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Evaluation of {{model}}</title>
    <style>{{{style}}}</style>
    </head>
    <body>
    <header>
    <h1>Evaluation of {{model}}</h1>
    <p class="soft">{{made}}</p>
    <p class="notice"><strong>{{notice}}.</strong></p>
    </header>
    <section>
    <div class="cards">{{#cards}}<div class="card">{{name}}<b>{{value}}</b>\
    <small>{{detail}}</small></div>{{/cards}}</div>
    <p>{{basis}}</p>
    {{#coverage}}{{> table}}{{/coverage}}
    </section>
    {{#sections}}
    <section>
    <h2>{{title}}</h2>
    <p class="soft">{{detail}}</p>
    <div class="plots">{{#plots}}<figure>{{{svg}}}<figcaption>{{title}}\
    {{#hasKey}}<ul class="key">{{#key}}<li><svg viewBox="0 0 32 10" aria-hidden="true">\
    <path class="{{style}}" d="M1 5H31"/></svg>{{text}}</li>{{/key}}</ul>{{/hasKey}}\
    </figcaption></figure>{{/plots}}</div>
    {{#tables}}{{> table}}{{/tables}}
    </section>
    {{/sections}}
    {{#groups}}
    <section><h2>{{title}}</h2><p class="soft">{{detail}}</p>{{#tables}}{{> table}}{{/tables}}</section>
    {{/groups}}
    {{#hasFilms}}
    <section>
    <h2>Most confused films</h2>
    <p class="soft">Films that were called wrongly, the most certain errors first; beside each the \
    heatmap of what the network looked at. Shrunk for this page: not for diagnosis.</p>
    <div class="films">{{#films}}<div class="film"><div class="pair">\
    {{#film}}<img alt="film" src="{{{.}}}">{{/film}}\
    {{#heatmap}}<img alt="heatmap" src="{{{.}}}">{{/heatmap}}</div>\
    <p><strong>{{truth}}</strong> called <strong>{{called}}</strong>{{abstained}}<br>{{name}}<br>\
    <small>{{probabilities}}</small></p></div>{{/films}}</div>
    </section>
    {{/hasFilms}}
    <section>
    <h2>Films and labels that do not fit together</h2>
    {{^remarks}}<p>None.</p>{{/remarks}}
    {{#remarks}}<details><summary>{{sentence}}</summary><ul>{{#subjects}}<li>{{.}}</li>{{/subjects}}\
    </ul></details>{{/remarks}}
    </section>
    <footer><h2>How the figures were found</h2><p class="soft">{{method}}</p>\
    <p class="notice"><strong>{{notice}}.</strong></p></footer>
    </body>
    </html>

    """

  static let table = """
    {{#caption}}<h3>{{.}}</h3>{{/caption}}<div class="scroll"><table><thead><tr>{{#columns}}\
    <th scope="col">{{.}}</th>{{/columns}}</tr></thead><tbody>{{#rows}}<tr>{{#cells}}<td>{{text}}\
    {{#interval}} <small>{{.}}</small>{{/interval}}</td>{{/cells}}</tr>{{/rows}}</tbody></table></div>
    """
}
