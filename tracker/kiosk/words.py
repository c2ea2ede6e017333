"""What the stand says, in each of its languages.

Knows: every word of its own; those of a company are in its configuration.
Must never know: where a word stands. The language changes with every visitor, at a touch.
"""

from tracker.model.records import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The stand's words in one language."""

    name: str
    touch: str
    films: str
    again: str
    more_films: str
    what_next: str
    contact: str
    done: str
    skip: str
    thanks: str
    thanks_for_trust: str
    still_there: str
    yes: str
    back_soon: str
    by_phone: str
    by_phone_how: str
    went_on: str
    email_hint: str
    by_badge: str
    badge_read: str
    send: str
    saving: str
    not_saved: str
    required: str
    optional: str
    policy: str
    pin: str
    pin_wrong: str
    pin_wait: str
    cancel: str
    earlier: str
    later: str
    keys: tuple[str, ...]


_EN = Words(
    name="English",
    touch="Touch to begin",
    films="Films",
    again="Watch again",
    more_films="More films",
    what_next="What would you like to do now?",
    contact="Stay in touch",
    done="Done",
    skip="No, thank you",
    thanks="Thank you!",
    thanks_for_trust="We will be in touch.",
    still_there="Are you still there?",
    yes="Yes, go on",
    back_soon="We will be right back",
    by_phone="On your phone",
    by_phone_how="Scan the code with your camera",
    went_on="I have scanned it",
    email_hint="Your email address",
    by_badge="Or hold your badge to the scanner",
    badge_read="Your badge was read",
    send="Send",
    saving="One moment …",
    not_saved="That could not be saved. Please try again.",
    required="needed",
    optional="if you like",
    policy="Privacy: {page}",
    pin="PIN",
    pin_wrong="That is not the PIN",
    pin_wait="Wait {seconds} s",
    cancel="Cancel",
    earlier="Back",
    later="Next",
    keys=("1234567890+", "qwertyuiop", "asdfghjkl-", "zxcvbnm._@"),
)
_DE = Words(
    name="Deutsch",
    touch="Zum Starten berühren",
    films="Filme",
    again="Noch einmal ansehen",
    more_films="Weitere Filme",
    what_next="Wie möchten Sie weitermachen?",
    contact="In Kontakt bleiben",
    done="Fertig",
    skip="Nein, danke",
    thanks="Vielen Dank!",
    thanks_for_trust="Wir melden uns bei Ihnen.",
    still_there="Sind Sie noch da?",
    yes="Ja, weiter",
    back_soon="Wir sind gleich zurück",
    by_phone="Auf Ihrem Telefon",
    by_phone_how="Scannen Sie den Code mit der Kamera",
    went_on="Habe ich gescannt",
    email_hint="Ihre E-Mail-Adresse",
    by_badge="Oder halten Sie Ihren Ausweis an den Scanner",
    badge_read="Ihr Ausweis wurde gelesen",
    send="Senden",
    saving="Einen Moment …",
    not_saved="Das ließ sich nicht speichern. Bitte versuchen Sie es noch einmal.",
    required="nötig",
    optional="wenn Sie mögen",
    policy="Datenschutz: {page}",
    pin="PIN",
    pin_wrong="Das ist nicht die PIN",
    pin_wait="Warten Sie {seconds} s",
    cancel="Abbrechen",
    earlier="Zurück",
    later="Weiter",
    keys=("1234567890+", "qwertzuiop", "asdfghjkl-", "yxcvbnm._@"),
)
_FR = Words(
    name="Français",
    touch="Touchez pour commencer",
    films="Films",
    again="Revoir le film",
    more_films="D’autres films",
    what_next="Que souhaitez-vous faire maintenant ?",
    contact="Rester en contact",
    done="Terminé",
    skip="Non merci",
    thanks="Merci !",
    thanks_for_trust="Nous vous contacterons.",
    still_there="Êtes-vous toujours là ?",
    yes="Oui, continuer",
    back_soon="Nous revenons tout de suite",
    by_phone="Sur votre téléphone",
    by_phone_how="Scannez le code avec l’appareil photo",
    went_on="Je l’ai scanné",
    email_hint="Votre adresse e-mail",
    by_badge="Ou présentez votre badge au lecteur",
    badge_read="Votre badge a été lu",
    send="Envoyer",
    saving="Un instant…",
    not_saved="L’enregistrement a échoué. Veuillez réessayer.",
    required="nécessaire",
    optional="si vous le souhaitez",
    policy="Confidentialité : {page}",
    pin="PIN",
    pin_wrong="Ce n’est pas le PIN",
    pin_wait="Attendez {seconds} s",
    cancel="Annuler",
    earlier="Retour",
    later="Suite",
    keys=("1234567890+", "azertyuiop", "qsdfghjklm", "wxcvbn-._@"),
)

WORDS = {"en": _EN, "de": _DE, "fr": _FR}
"""By language code: the same as the configuration offers."""
