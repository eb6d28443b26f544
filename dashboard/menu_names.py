"""Names the buttons of Streamlit's own menu in the language of the page: it calls them "Expand sidebar" in any.

The style sheet shows the name of the one that opens the menu (header.css), which is a mere arrow otherwise.
"""

import json

from dashboard.wording import LANGUAGES, load_wording

# What is named, by the word of the catalogue for it.
PLACES = {
    "open": "[data-testid=stExpandSidebarButton]",
    "close": "[data-testid=stSidebarCollapseButton] button",
    "pages": "[data-testid=stSidebarNav]",
    "home": "[data-testid=stLogoLink]",
}
# Streamlit builds its menu anew at its own times; to be called the same again changes nothing, so this comes to rest.
NAMING = """{const words=%s;const name=()=>{const said=words[document.documentElement.lang.slice(0,2)]??words.en;
for(const[place,word]of Object.entries(said))for(const found of document.querySelectorAll(place))
if(found.ariaLabel!==word)found.ariaLabel=word};
new MutationObserver(name).observe(document.documentElement,{childList:true,subtree:true,attributeFilter:["lang"]})}"""


def write_naming() -> bytes:
    """The script that names them."""
    words = {
        lang: {place: load_wording(lang).say(f"menu.{name}") for name, place in PLACES.items()} for lang in LANGUAGES
    }
    return (NAMING % json.dumps(words)).encode()
