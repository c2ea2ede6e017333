<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>AddressCard</name>
    <message>
        <source>Open an address</source>
        <translation>Adresse öffnen</translation>
    </message>
    <message>
        <source>Address of a film or stream</source>
        <translation>Adresse eines Films oder Streams</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>CheatSheet</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Abspielen oder anhalten</translation>
    </message>
    <message>
        <source>5 seconds back or forward</source>
        <translation>5 Sekunden zurück oder vor</translation>
    </message>
    <message>
        <source>Louder or quieter</source>
        <translation>Lauter oder leiser</translation>
    </message>
    <message>
        <source>Sound off or on</source>
        <translation>Ton aus oder ein</translation>
    </message>
    <message>
        <source>Slower or faster</source>
        <translation>Langsamer oder schneller</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Rücktaste</translation>
    </message>
    <message>
        <source>Normal speed</source>
        <translation>Normale Geschwindigkeit</translation>
    </message>
    <message>
        <source>Next or previous film</source>
        <translation>Nächster oder voriger Film</translation>
    </message>
    <message>
        <source>One picture back or forward</source>
        <translation>Ein Bild zurück oder vor</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Next subtitles</source>
        <translation>Nächste Untertitel</translation>
    </message>
    <message>
        <source>Next sound track</source>
        <translation>Nächste Tonspur</translation>
    </message>
    <message>
        <source>Loop: from here, to here, off</source>
        <translation>Schleife: ab hier, bis hier, aus</translation>
    </message>
    <message>
        <source>Always on top</source>
        <translation>Immer im Vordergrund</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>Vollbild verlassen</translation>
    </message>
    <message>
        <source>Open files</source>
        <translation>Dateien öffnen</translation>
    </message>
    <message>
        <source>Open an address</source>
        <translation>Adresse öffnen</translation>
    </message>
    <message>
        <source>Playlist</source>
        <translation>Wiedergabeliste</translation>
    </message>
    <message>
        <source>Save the playlist</source>
        <translation>Wiedergabeliste speichern</translation>
    </message>
    <message>
        <source>Back to the films</source>
        <translation>Zurück zu den Filmen</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>Alles auf einmal</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Show or hide this list</source>
        <translation>Diese Liste ein- oder ausblenden</translation>
    </message>
</context>
<context>
    <name>ControlBar</name>
    <message>
        <source>Previous film</source>
        <translation>Voriger Film</translation>
    </message>
    <message>
        <source>Next film</source>
        <translation>Nächster Film</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>Elapsed time</source>
        <translation>Verstrichene Zeit</translation>
    </message>
    <message>
        <source>Total time</source>
        <translation>Gesamtdauer</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>Bedienung</translation>
    </message>
    <message>
        <source>Sound and subtitles</source>
        <translation>Ton und Untertitel</translation>
    </message>
    <message>
        <source>Playlist</source>
        <translation>Wiedergabeliste</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>Vollbild verlassen</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Play again</source>
        <translation>Noch einmal abspielen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>Ton ein</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>Ton aus</translation>
    </message>
    <message>
        <source>Speed {rate}</source>
        <translation>Geschwindigkeit {rate}</translation>
    </message>
</context>
<context>
    <name>Extras</name>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Sound: {name}</source>
        <translation>Ton: {name}</translation>
    </message>
    <message>
        <source>Subtitles: {name}</source>
        <translation>Untertitel: {name}</translation>
    </message>
    <message>
        <source>No other sound</source>
        <translation>Keine andere Tonspur</translation>
    </message>
    <message>
        <source>No subtitles</source>
        <translation>Keine Untertitel</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>No picture could be saved in {folder}</source>
        <translation>In {folder} ließ sich kein Bild speichern</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>Gespeichert als {name}</translation>
    </message>
    <message>
        <source>Loop from {time} …</source>
        <translation>Schleife ab {time} …</translation>
    </message>
    <message>
        <source>Loop {start} – {end}</source>
        <translation>Schleife {start} – {end}</translation>
    </message>
    <message>
        <source>No loop</source>
        <translation>Keine Schleife</translation>
    </message>
    <message>
        <source>Track {number}</source>
        <translation>Spur {number}</translation>
    </message>
</context>
<context>
    <name>FilmGrid</name>
    <message>
        <source>Films</source>
        <translation>Filme</translation>
    </message>
    <message>
        <source>{name}, {percent} percent watched</source>
        <translation>{name}, {percent} Prozent gesehen</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Add a subtitle file …</source>
        <translation>Untertiteldatei hinzufügen …</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Previous film</source>
        <translation>Voriger Film</translation>
    </message>
    <message>
        <source>Next film</source>
        <translation>Nächster Film</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>Ton aus</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Always on top</source>
        <translation>Immer im Vordergrund</translation>
    </message>
    <message>
        <source>No longer on top</source>
        <translation>Nicht mehr im Vordergrund</translation>
    </message>
    <message>
        <source>Playlist</source>
        <translation>Wiedergabeliste</translation>
    </message>
    <message>
        <source>Open a film …</source>
        <translation>Film öffnen …</translation>
    </message>
    <message>
        <source>Open an address …</source>
        <translation>Adresse öffnen …</translation>
    </message>
    <message>
        <source>Save the playlist …</source>
        <translation>Wiedergabeliste speichern …</translation>
    </message>
    <message>
        <source>Back to the films</source>
        <translation>Zurück zu den Filmen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Loop from here</source>
        <translation>Schleife ab hier</translation>
    </message>
    <message>
        <source>Loop to here</source>
        <translation>Schleife bis hier</translation>
    </message>
    <message>
        <source>No loop</source>
        <translation>Keine Schleife</translation>
    </message>
</context>
<context>
    <name>MessageCard</name>
    <message>
        <source>Open another file</source>
        <translation>Andere Datei öffnen</translation>
    </message>
    <message>
        <source>Next film</source>
        <translation>Nächster Film</translation>
    </message>
</context>
<context>
    <name>OpenDialog</name>
    <message>
        <source>Open a film</source>
        <translation>Film öffnen</translation>
    </message>
    <message>
        <source>Films and sound ({patterns})</source>
        <translation>Filme und Ton ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Add subtitles</source>
        <translation>Untertitel hinzufügen</translation>
    </message>
    <message>
        <source>Subtitles ({patterns})</source>
        <translation>Untertitel ({patterns})</translation>
    </message>
    <message>
        <source>Save the playlist</source>
        <translation>Wiedergabeliste speichern</translation>
    </message>
    <message>
        <source>Playlists ({patterns})</source>
        <translation>Wiedergabelisten ({patterns})</translation>
    </message>
</context>
<context>
    <name>OutboxWords</name>
    <message>
        <source>It is being sent at this moment.</source>
        <translation>Es wird gerade gesendet.</translation>
    </message>
    <message>
        <source>Its request was noted before the first byte left, and no answer has come yet.</source>
        <translation>Die Anfrage wurde vermerkt, bevor das erste Byte hinausging; eine Antwort kam noch nicht.</translation>
    </message>
    <message>
        <source>Wait a minute. If its sender is gone, the next one sends it again.</source>
        <translation>Warten Sie eine Minute. Wenn der Sender fort ist, sendet es der nächste noch einmal.</translation>
    </message>
    <message>
        <source>It waits to be sent, again at {due}.</source>
        <translation>Es wartet auf das Senden, wieder um {due}.</translation>
    </message>
    <message>
        <source>It waits to be sent.</source>
        <translation>Es wartet auf das Senden.</translation>
    </message>
    <message>
        <source>The last try did not get through: {answer}</source>
        <translation>Der letzte Versuch kam nicht durch: {answer}</translation>
    </message>
    <message>
        <source>It was not sent yet.</source>
        <translation>Es wurde noch nicht gesendet.</translation>
    </message>
    <message>
        <source>Nothing needs to be done. `tracker sync` sends what is due now.</source>
        <translation>Es ist nichts zu tun. `tracker sync` sendet, was jetzt fällig ist.</translation>
    </message>
    <message>
        <source>badge {badge}</source>
        <translation>Ausweis {badge}</translation>
    </message>
    <message>
        <source>its viewer</source>
        <translation>die zuschauende Person</translation>
    </message>
    <message>
        <source>It is held until its viewer is a contact.</source>
        <translation>Es wird zurückgehalten, bis die zuschauende Person ein Kontakt ist.</translation>
    </message>
    <message>
        <source>HubSpot has no contact for {who}.</source>
        <translation>HubSpot kennt keinen Kontakt für {who}.</translation>
    </message>
    <message>
        <source>Create the contact in HubSpot, or name the right one: `tracker identify {session} --contact-id N`.</source>
        <translation>Legen Sie den Kontakt in HubSpot an, oder nennen Sie den richtigen: `tracker identify {session} --contact-id N`.</translation>
    </message>
    <message>
        <source>It is held until somebody says who watched.</source>
        <translation>Es wird zurückgehalten, bis jemand sagt, wer zugesehen hat.</translation>
    </message>
    <message>
        <source>Nobody is identified for its session, and nobody is made up.</source>
        <translation>Für diese Sitzung ist niemand genannt, und niemand wird erfunden.</translation>
    </message>
    <message>
        <source>`tracker identify {session} --contact-id N` (or --email A, --badge B).</source>
        <translation>`tracker identify {session} --contact-id N` (oder --email A, --badge B).</translation>
    </message>
    <message>
        <source>It was saved from a damaged file, which cannot tell whether it was sent already.</source>
        <translation>Es wurde aus einer beschädigten Datei gerettet, die nicht sagen kann, ob es schon gesendet war.</translation>
    </message>
    <message>
        <source>It was sent {sends}, and {unanswered} no answer came: whether HubSpot has it is unknown.</source>
        <translation>Es wurde {sends} gesendet, und {unanswered} kam keine Antwort: Ob HubSpot es hat, ist unbekannt.</translation>
    </message>
    <message>
        <source>{cause} The last that was heard: {answer}</source>
        <translation>{cause} Zuletzt hieß es: {answer}</translation>
    </message>
    <message>
        <source>It may have arrived, and is sent again at {due}.</source>
        <translation>Es ist vielleicht angekommen und wird um {due} noch einmal gesendet.</translation>
    </message>
    <message>
        <source>It may have arrived, and is sent again.</source>
        <translation>Es ist vielleicht angekommen und wird noch einmal gesendet.</translation>
    </message>
    <message>
        <source>Nothing needs to be done: losing it is worse than telling it twice. To look first, `tracker outbox park {seq}`; for all such rows the setting `on_ambiguous` says “park”.</source>
        <translation>Es ist nichts zu tun: Es zu verlieren wäre schlimmer, als es zweimal zu sagen. Um erst nachzusehen: `tracker outbox park {seq}`; für alle solchen Zeilen sagt die Einstellung `on_ambiguous` „park“.</translation>
    </message>
    <message>
        <source>It was delivered on {at} after {sends} sends.</source>
        <translation>Es wurde am {at} nach {sends} Sendungen zugestellt.</translation>
    </message>
    <message>
        <source>It was delivered on {at}.</source>
        <translation>Es wurde am {at} zugestellt.</translation>
    </message>
    <message>
        <source>HubSpot took it (HTTP {status}).</source>
        <translation>HubSpot hat es angenommen (HTTP {status}).</translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation>Es ist nichts zu tun.</translation>
    </message>
    <message>
        <source>It was given up on {at}.</source>
        <translation>Es wurde am {at} aufgegeben.</translation>
    </message>
    <message>
        <source>it did not say why</source>
        <translation>ohne einen Grund zu nennen</translation>
    </message>
    <message>
        <source>HubSpot refuses this event: {answer}</source>
        <translation>HubSpot weist dieses Ereignis zurück: {answer}</translation>
    </message>
    <message>
        <source>Mend what the answer names, then `tracker outbox retry {seq}`; or `tracker outbox drop {seq}`, which keeps a copy.</source>
        <translation>Beheben Sie, was die Antwort nennt, dann `tracker outbox retry {seq}`; oder `tracker outbox drop {seq}`, das eine Kopie behält.</translation>
    </message>
    <message>
        <source>It was sent and no answer came. The setting `on_ambiguous` says not to send such events again by themselves.</source>
        <translation>Es wurde gesendet, und es kam keine Antwort. Die Einstellung `on_ambiguous` sagt, dass solche Ereignisse nicht von selbst noch einmal gesendet werden.</translation>
    </message>
    <message>
        <source>Look at the contact&apos;s timeline in HubSpot: if the event is missing there, `tracker outbox retry {seq}`; if it is there, `tracker outbox drop {seq}`.</source>
        <translation>Sehen Sie in HubSpot in der Zeitleiste des Kontakts nach: Fehlt das Ereignis dort, `tracker outbox retry {seq}`; steht es dort, `tracker outbox drop {seq}`.</translation>
    </message>
    <message>
        <source>It was put aside on {at}.</source>
        <translation>Es wurde am {at} beiseitegelegt.</translation>
    </message>
    <message>
        <source>Somebody parked it by hand.</source>
        <translation>Jemand hat es von Hand beiseitegelegt.</translation>
    </message>
    <message>
        <source>`tracker outbox retry {seq}` puts it back; `tracker outbox drop {seq}` lets it go.</source>
        <translation>`tracker outbox retry {seq}` holt es zurück; `tracker outbox drop {seq}` lässt es los.</translation>
    </message>
    <message>
        <source>It was damaged on the disk: its checksum does not hold.</source>
        <translation>Es wurde auf dem Datenträger beschädigt: Seine Prüfsumme stimmt nicht.</translation>
    </message>
    <message>
        <source>It cannot be sent. `tracker outbox verify` looks for more damage, and `tracker outbox drop {seq}` lets it go. Check the disk.</source>
        <translation>Es kann nicht gesendet werden. `tracker outbox verify` sucht nach weiteren Schäden, und `tracker outbox drop {seq}` lässt es los. Prüfen Sie den Datenträger.</translation>
    </message>
    <message>
        <source>Its person was forgotten, and with the person what it told.</source>
        <translation>Die Person wurde vergessen, und mit ihr, was es sagte.</translation>
    </message>
    <message>
        <source>Nothing can be done, nor should it.</source>
        <translation>Daran ist nichts zu ändern, und das soll so sein.</translation>
    </message>
    <message>
        <source>once</source>
        <translation>einmal</translation>
    </message>
    <message>
        <source>twice</source>
        <translation>zweimal</translation>
    </message>
    <message>
        <source>{number} times</source>
        <translation>{number}-mal</translation>
    </message>
</context>
<context>
    <name>PagePanel</name>
    <message>
        <source>Close the page</source>
        <translation>Seite schließen</translation>
    </message>
</context>
<context>
    <name>PlayerWindow</name>
    <message>
        <source>Opening {title} …</source>
        <translation>{title} wird geöffnet …</translation>
    </message>
    <message>
        <source>Drop to play</source>
        <translation>Zum Abspielen ablegen</translation>
    </message>
</context>
<context>
    <name>PlaylistPanel</name>
    <message>
        <source>Playlist</source>
        <translation>Wiedergabeliste</translation>
    </message>
    <message>
        <source>Drop films or folders here.</source>
        <translation>Filme oder Ordner hier ablegen.</translation>
    </message>
    <message>
        <source>Return plays, Delete removes, Alt with an arrow moves</source>
        <translation>Eingabe spielt ab, Entf entfernt, Alt mit Pfeil verschiebt</translation>
    </message>
    <message>
        <source>Close the playlist</source>
        <translation>Wiedergabeliste schließen</translation>
    </message>
    <message>
        <source>Add …</source>
        <translation>Dazu …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>{name}, is on</source>
        <translation>{name}, läuft</translation>
    </message>
</context>
<context>
    <name>Shelving</name>
    <message>
        <source>The playlist is saved as {name}.</source>
        <translation>Die Wiedergabeliste ist als {name} gespeichert.</translation>
    </message>
</context>
<context>
    <name>SyncIndicator</name>
    <message>
        <source>Everything is sent.</source>
        <translation>Alles ist gesendet.</translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>Nichts wartet auf das Senden.</translation>
    </message>
    <message numerus="yes">
        <source>Sending, %n event(s) to go.</source>
        <translation>
            <numerusform>Wird gesendet, noch %n Ereignis.</numerusform>
            <numerusform>Wird gesendet, noch %n Ereignisse.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sending needs you.</source>
        <translation>Das Senden braucht Sie.</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) wait for a viewer to be named.</source>
        <translation>
            <numerusform>%n Ereignis wartet, bis ein Zuschauer benannt ist.</numerusform>
            <numerusform>%n Ereignisse warten, bis ein Zuschauer benannt ist.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) wait to be sent.</source>
        <translation>
            <numerusform>%n Ereignis wartet auf das Senden.</numerusform>
            <numerusform>%n Ereignisse warten auf das Senden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>{position}, length unknown</source>
        <translation>{position}, Länge unbekannt</translation>
    </message>
    <message>
        <source>{position} of {duration}, {percent} percent watched</source>
        <translation>{position} von {duration}, {percent} Prozent gesehen</translation>
    </message>
    <message>
        <source>, {percent} percent next</source>
        <translation>, als Nächstes {percent} Prozent</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>Resumed at {time}</source>
        <translation>Weiter bei {time}</translation>
    </message>
    <message>
        <source>Volume {percent} %</source>
        <translation>Lautstärke {percent} %</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>Ton aus</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>Ton ein</translation>
    </message>
</context>
<context>
    <name>VideoCanvas</name>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Media Bridge Tracker</source>
        <translation>Media Bridge Tracker</translation>
    </message>
    <message>
        <source>Drop a film here or press Ctrl+O</source>
        <translation>Legen Sie einen Film hier ab oder drücken Sie Strg+O</translation>
    </message>
    <message>
        <source>Open a film</source>
        <translation>Film öffnen</translation>
    </message>
    <message>
        <source>Forget recent files</source>
        <translation>Zuletzt geöffnete vergessen</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
</context>
</TS>
