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
    <name>Ages</name>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>vor %n Minute</numerusform>
            <numerusform>vor %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>vor %n Stunde</numerusform>
            <numerusform>vor %n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>vor %n Tag</numerusform>
            <numerusform>vor %n Tagen</numerusform>
        </translation>
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
        <source>Say who watches</source>
        <translation>Sagen, wer zuschaut</translation>
    </message>
    <message>
        <source>Pause or resume tracking</source>
        <translation>Zählung anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Outbox: is it sent</source>
        <translation>Ausgang: Ist es gesendet?</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Doctor: what is wrong</source>
        <translation>Doktor: Was fehlt?</translation>
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
    <name>Credentials</name>
    <message>
        <source>the keyring</source>
        <translation>der Schlüsselbund</translation>
    </message>
    <message>
        <source>the systemd credential hubspot-token</source>
        <translation>das systemd-Credential hubspot-token</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>libVLC cannot be used.</source>
        <translation>libVLC kann nicht benutzt werden.</translation>
    </message>
    <message>
        <source>libVLC&apos;s plug-ins are missing: {names}.</source>
        <translation>Es fehlen Plug-ins von libVLC: {names}.</translation>
    </message>
    <message>
        <source>Install them: sudo apt install vlc-plugin-base</source>
        <translation>Installieren Sie sie: sudo apt install vlc-plugin-base</translation>
    </message>
    <message>
        <source>libVLC&apos;s plug-ins for films are there</source>
        <translation>die Plug-ins von libVLC für Filme sind da</translation>
    </message>
    <message>
        <source>Qt shows windows by {name}</source>
        <translation>Qt zeigt Fenster über {name}</translation>
    </message>
    <message>
        <source>Qt finds no screen to show a window on.</source>
        <translation>Qt findet keinen Bildschirm für ein Fenster.</translation>
    </message>
    <message>
        <source>Start it on a desktop, or play with --headless.</source>
        <translation>Starten Sie es auf einer Arbeitsfläche, oder spielen Sie mit --headless.</translation>
    </message>
    <message>
        <source>there is a sound output</source>
        <translation>es gibt eine Tonausgabe</translation>
    </message>
    <message>
        <source>There is no sound output: films play in silence.</source>
        <translation>Es gibt keine Tonausgabe: Filme laufen stumm.</translation>
    </message>
    <message>
        <source>Connect one, or start PipeWire or PulseAudio for this user.</source>
        <translation>Schließen Sie eine an, oder starten Sie PipeWire oder PulseAudio für diesen Benutzer.</translation>
    </message>
    <message>
        <source>{store} can be used</source>
        <translation>{store} kann benutzt werden</translation>
    </message>
    <message>
        <source>keyring_backend_unsafe is set: the token is kept in plain text ({where}), and whoever reads that can use the account.</source>
        <translation>keyring_backend_unsafe ist gesetzt: Das Token liegt im Klartext ({where}), und wer das liest, kann das Konto benutzen.</translation>
    </message>
    <message>
        <source>Log out, install gnome-keyring or KWallet, take the setting out, and log in again.</source>
        <translation>Melden Sie sich ab, installieren Sie gnome-keyring oder KWallet, nehmen Sie die Einstellung heraus, und melden Sie sich wieder an.</translation>
    </message>
    <message>
        <source>{error} ({state})</source>
        <translation>{error} ({state})</translation>
    </message>
    <message>
        <source>Whether an account is connected cannot be told without the keyring.</source>
        <translation>Ob ein Konto verbunden ist, lässt sich ohne den Schlüsselbund nicht sagen.</translation>
    </message>
    <message>
        <source>Mend the keyring first, see above.</source>
        <translation>Bringen Sie zuerst den Schlüsselbund in Ordnung, siehe oben.</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>insecure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>null</source>
        <translation>behält nichts</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>HubSpot was not asked: the token cannot be read.</source>
        <translation>HubSpot wurde nicht gefragt: Das Token lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>Qt cannot be loaded: {why}.</source>
        <translation>Qt lässt sich nicht laden: {why}.</translation>
    </message>
    <message>
        <source>Install what it names; tracker play says which packages bring it.</source>
        <translation>Installieren Sie, was genannt ist; tracker play sagt, welche Pakete es bringen.</translation>
    </message>
    <message>
        <source>a sign-in by your own app is stored; it is tried with the first event</source>
        <translation>eine Anmeldung mit Ihrer eigenen App ist hinterlegt; sie wird mit dem ersten Ereignis erprobt</translation>
    </message>
    <message>
        <source>an access token is stored; it is tried with the first event</source>
        <translation>ein Zugangstoken ist hinterlegt; es wird mit dem ersten Ereignis erprobt</translation>
    </message>
    <message>
        <source>API {family}; {note}</source>
        <translation>API {family}; {note}</translation>
    </message>
    <message>
        <source>{text}; HubSpot supports v1 until September 2027.</source>
        <translation>{text}; HubSpot unterstützt v1 bis September 2027.</translation>
    </message>
    <message>
        <source>Set hubspot_api to 2026-03 once `tracker doctor --online` says that it answers.</source>
        <translation>Setzen Sie hubspot_api auf 2026-03, sobald `tracker doctor --online` sagt, dass sie antwortet.</translation>
    </message>
    <message>
        <source>{text}; HubSpot&apos;s schema of events does not name this version.</source>
        <translation>{text}; HubSpots Schema der Ereignisse nennt diese Version nicht.</translation>
    </message>
    <message>
        <source>Ask with `tracker doctor --online`, or set hubspot_api to 2026-03.</source>
        <translation>Fragen Sie mit `tracker doctor --online`, oder setzen Sie hubspot_api auf 2026-03.</translation>
    </message>
    <message>
        <source>Set the clock and turn network time on: sudo timedatectl set-ntp true</source>
        <translation>Stellen Sie die Uhr, und schalten Sie die Netzzeit ein: sudo timedatectl set-ntp true</translation>
    </message>
    <message>
        <source>The clock says {when}, which is past.</source>
        <translation>Die Uhr zeigt {when}, und das ist vorbei.</translation>
    </message>
    <message>
        <source>the clock is set by the network</source>
        <translation>die Uhr wird vom Netz gestellt</translation>
    </message>
    <message>
        <source>the clock is in a year that can be</source>
        <translation>die Uhr zeigt ein mögliches Jahr</translation>
    </message>
    <message>
        <source>Other users may look into {profile}.</source>
        <translation>Andere Benutzer können in {profile} hineinsehen.</translation>
    </message>
    <message>
        <source>Take that away: chmod 700 {profile}</source>
        <translation>Nehmen Sie ihnen das: chmod 700 {profile}</translation>
    </message>
    <message>
        <source>Only {free} MB are free for {profile}.</source>
        <translation>Für {profile} sind nur {free} MB frei.</translation>
    </message>
    <message>
        <source>Free some space on that disk.</source>
        <translation>Schaffen Sie Platz auf diesem Datenträger.</translation>
    </message>
    <message>
        <source>{free} MB are free for {profile}</source>
        <translation>für {profile} sind {free} MB frei</translation>
    </message>
    <message>
        <source>{count} rows are damaged: {first}.</source>
        <translation>{count} Zeilen sind beschädigt: {first}.</translation>
    </message>
    <message>
        <source>Check the disk; the damaged rows go to the dead letters, the others are sent.</source>
        <translation>Prüfen Sie den Datenträger; die beschädigten Zeilen werden beiseitegelegt, die anderen gesendet.</translation>
    </message>
    <message>
        <source>{count} events were given up.</source>
        <translation>{count} Ereignisse wurden aufgegeben.</translation>
    </message>
    <message>
        <source>See why: tracker outbox list --state dead</source>
        <translation>Sehen Sie, warum: tracker outbox list --state dead</translation>
    </message>
    <message>
        <source>{count} events wait until it is known who watched.</source>
        <translation>{count} Ereignisse warten, bis bekannt ist, wer zugesehen hat.</translation>
    </message>
    <message>
        <source>See which: tracker outbox list --state held; name the person: tracker identify</source>
        <translation>Sehen Sie, welche: tracker outbox list --state held; nennen Sie die Person: tracker identify</translation>
    </message>
    <message>
        <source>{count} events to send, {delivered} delivered</source>
        <translation>{count} Ereignisse zu senden, {delivered} zugestellt</translation>
    </message>
    <message>
        <source>This clock is {seconds} s ahead.</source>
        <translation>Diese Uhr geht {seconds} s vor.</translation>
    </message>
    <message>
        <source>This clock is {seconds} s behind.</source>
        <translation>Diese Uhr geht {seconds} s nach.</translation>
    </message>
    <message>
        <source>Turn network time on: sudo timedatectl set-ntp true</source>
        <translation>Schalten Sie die Netzzeit ein: sudo timedatectl set-ntp true</translation>
    </message>
    <message>
        <source>{family}: {message}</source>
        <translation>{family}: {message}</translation>
    </message>
    <message>
        <source>Set hubspot_api to one that answers.</source>
        <translation>Setzen Sie hubspot_api auf eine, die antwortet.</translation>
    </message>
    <message>
        <source>it takes externalPlayContext, which came in 2026</source>
        <translation>sie nimmt externalPlayContext, das 2026 kam</translation>
    </message>
    <message>
        <source>it does not take externalPlayContext, which came in 2026</source>
        <translation>sie nimmt externalPlayContext nicht, das 2026 kam</translation>
    </message>
    <message>
        <source>libVLC cannot be asked.</source>
        <translation>libVLC lässt sich nicht befragen.</translation>
    </message>
    <message>
        <source>Install it again: sudo apt install libvlc5</source>
        <translation>Installieren Sie es neu: sudo apt install libvlc5</translation>
    </message>
</context>
<context>
    <name>DoctorPage</name>
    <message>
        <source>Doctor</source>
        <translation>Doktor</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Ask HubSpot too; this sends the token</source>
        <translation>Auch HubSpot fragen; dabei wird das Token gesendet</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>plugins</source>
        <translation>Plug-ins</translation>
    </message>
    <message>
        <source>audio</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>keyring</source>
        <translation>Schlüsselbund</translation>
    </message>
    <message>
        <source>account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>Platte</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>online</source>
        <translation>online</translation>
    </message>
    <message>
        <source>doctor</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>in Ordnung</translation>
    </message>
    <message>
        <source>worth a look</source>
        <translation>einen Blick wert</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>gestört</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Es wird nachgesehen …</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to mend.</source>
        <translation>
            <numerusform>%n Sache ist zu beheben.</numerusform>
            <numerusform>%n Sachen sind zu beheben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All serves; %n thing(s) worth a look.</source>
        <translation>
            <numerusform>Alles tut seinen Dienst; %n Sache ist einen Blick wert.</numerusform>
            <numerusform>Alles tut seinen Dienst; %n Sachen sind einen Blick wert.</numerusform>
        </translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation>Alles ist gut.</translation>
    </message>
    <message>
        <source>The report is copied; it names nobody.</source>
        <translation>Der Bericht ist kopiert; er nennt niemanden.</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>{sentence} It is played, but not counted.</source>
        <translation>{sentence} Es wird abgespielt, aber nicht gezählt.</translation>
    </message>
    <message>
        <source>{name} holds more than {count} films; the first {count} are taken.</source>
        <translation>{name} enthält mehr als {count} Filme; die ersten {count} werden genommen.</translation>
    </message>
    <message>
        <source>Open the others in parts.</source>
        <translation>Öffnen Sie die übrigen in Teilen.</translation>
    </message>
    <message>
        <source>The folder {name} holds no films.</source>
        <translation>Im Ordner {name} sind keine Filme.</translation>
    </message>
    <message>
        <source>Choose a folder with films or sound in it.</source>
        <translation>Wählen Sie einen Ordner mit Filmen oder Ton.</translation>
    </message>
    <message>
        <source>The playlist {name} cannot be read: {why}.</source>
        <translation>Die Wiedergabeliste {name} kann nicht gelesen werden: {why}.</translation>
    </message>
    <message>
        <source>{name} cannot be read: {why}</source>
        <translation>{name} lässt sich nicht lesen: {why}</translation>
    </message>
    <message>
        <source>Check that the file is still there and may be read.</source>
        <translation>Prüfen Sie, ob die Datei noch da ist und gelesen werden darf.</translation>
    </message>
    <message>
        <source>The playlist {name} is larger than {megabytes} MB.</source>
        <translation>Die Wiedergabeliste {name} ist größer als {megabytes} MB.</translation>
    </message>
    <message>
        <source>Split it into several lists.</source>
        <translation>Teilen Sie sie in mehrere Listen auf.</translation>
    </message>
    <message>
        <source>“{name}” does not say which kind of playlist it is.</source>
        <translation>„{name}“ sagt nicht, welche Art von Wiedergabeliste es ist.</translation>
    </message>
    <message>
        <source>Let the name end in .m3u8, .m3u or .xspf.</source>
        <translation>Lassen Sie den Namen auf .m3u8, .m3u oder .xspf enden.</translation>
    </message>
    <message>
        <source>The playlist {name} cannot be written: {why}.</source>
        <translation>Die Wiedergabeliste {name} kann nicht geschrieben werden: {why}.</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to.</source>
        <translation>Wählen Sie einen Ordner, in den Sie schreiben dürfen.</translation>
    </message>
    <message>
        <source>The playlist {name} is damaged: {why}.</source>
        <translation>Die Wiedergabeliste {name} ist beschädigt: {why}.</translation>
    </message>
    <message>
        <source>Save it again where it came from.</source>
        <translation>Speichern Sie sie dort, woher sie kommt, noch einmal.</translation>
    </message>
    <message>
        <source>it declares entities</source>
        <translation>sie deklariert Entitäten</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>sie ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>{sentence} {hint}</source>
        <translation>{sentence} {hint}</translation>
    </message>
    <message>
        <source>the document</source>
        <translation>das Dokument</translation>
    </message>
    <message>
        <source>The player had to give up on {name}.</source>
        <translation>Der Player musste bei {name} aufgeben.</translation>
    </message>
    <message>
        <source>{name} has {all} pages; the first {shown} are shown.</source>
        <translation>{name} hat {all} Seiten; die ersten {shown} werden gezeigt.</translation>
    </message>
    <message>
        <source>{name} cannot be used as subtitles.</source>
        <translation>{name} lässt sich nicht als Untertitel verwenden.</translation>
    </message>
    <message>
        <source>Choose a subtitle file, such as one that ends in .srt or .vtt.</source>
        <translation>Wählen Sie eine Untertiteldatei, etwa eine, die auf .srt oder .vtt endet.</translation>
    </message>
    <message>
        <source>This machine has no sound output, so media play without sound.</source>
        <translation>Dieses Gerät hat keine Tonausgabe; es wird ohne Ton abgespielt.</translation>
    </message>
    <message>
        <source>The log says why; please report it.</source>
        <translation>Das Protokoll sagt, warum; bitte melden Sie es.</translation>
    </message>
    <message>
        <source>This stream cannot be paused.</source>
        <translation>Dieser Strom lässt sich nicht anhalten.</translation>
    </message>
    <message>
        <source>Addresses that begin with {scheme}:// are not opened.</source>
        <translation>Adressen, die mit {scheme}:// beginnen, werden nicht geöffnet.</translation>
    </message>
    <message>
        <source>Use a file, or an address that begins with https:// or http://.</source>
        <translation>Nehmen Sie eine Datei oder eine Adresse, die mit https:// oder http:// beginnt.</translation>
    </message>
    <message>
        <source>The file address {location} names another machine.</source>
        <translation>Die Dateiadresse {location} nennt einen anderen Rechner.</translation>
    </message>
    <message>
        <source>Use the path under which this machine reaches the file.</source>
        <translation>Nehmen Sie den Pfad, unter dem dieser Rechner die Datei erreicht.</translation>
    </message>
    <message>
        <source>The address {url} is not a valid URL.</source>
        <translation>Die Adresse {url} ist keine gültige URL.</translation>
    </message>
    <message>
        <source>Copy the address again, whole, without spaces or line breaks.</source>
        <translation>Kopieren Sie die Adresse noch einmal, ganz, ohne Leerzeichen und Umbrüche.</translation>
    </message>
    <message>
        <source>This is not the name of a file.</source>
        <translation>Das ist kein Dateiname.</translation>
    </message>
    <message>
        <source>Name a media file, or an https:// address.</source>
        <translation>Nennen Sie eine Mediendatei oder eine https://-Adresse.</translation>
    </message>
    <message>
        <source>There is no file {shown}.</source>
        <translation>Die Datei {shown} gibt es nicht.</translation>
    </message>
    <message>
        <source>Check the spelling, and whether the drive that holds it is connected.</source>
        <translation>Prüfen Sie die Schreibweise, und ob das Laufwerk angeschlossen ist.</translation>
    </message>
    <message>
        <source>The file {shown} may not be read.</source>
        <translation>Die Datei {shown} darf nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Ask its owner for read access, or copy it to a place of your own.</source>
        <translation>Bitten Sie den Eigentümer um Leserechte, oder kopieren Sie sie an einen eigenen Ort.</translation>
    </message>
    <message>
        <source>The file {shown} cannot be read: {why}.</source>
        <translation>Die Datei {shown} kann nicht gelesen werden: {why}.</translation>
    </message>
    <message>
        <source>Check the drive or the network share that holds it.</source>
        <translation>Prüfen Sie das Laufwerk oder die Netzfreigabe.</translation>
    </message>
    <message>
        <source>{shown} is a folder.</source>
        <translation>{shown} ist ein Ordner.</translation>
    </message>
    <message>
        <source>Name a media file inside it.</source>
        <translation>Nennen Sie eine Mediendatei darin.</translation>
    </message>
    <message>
        <source>{shown} is not a regular file.</source>
        <translation>{shown} ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>Only ordinary files and URLs are played.</source>
        <translation>Nur gewöhnliche Dateien und URLs werden abgespielt.</translation>
    </message>
    <message>
        <source>The file {shown} is empty.</source>
        <translation>Die Datei {shown} ist leer.</translation>
    </message>
    <message>
        <source>Copy or download it again; nothing had arrived.</source>
        <translation>Kopieren oder laden Sie sie noch einmal; es war nichts angekommen.</translation>
    </message>
    <message>
        <source>pypdfium2 cannot be used, which shows documents: {why}.</source>
        <translation>pypdfium2, das Dokumente zeigt, lässt sich nicht verwenden: {why}.</translation>
    </message>
    <message>
        <source>Install it: sudo apt install libvlc5 vlc-plugin-base</source>
        <translation>Installieren Sie es: sudo apt install libvlc5 vlc-plugin-base</translation>
    </message>
    <message>
        <source>libVLC {version} is too new: this program plays with libVLC 3.0.</source>
        <translation>libVLC {version} ist zu neu: Dieses Programm spielt mit libVLC 3.0.</translation>
    </message>
    <message>
        <source>Install libVLC 3 beside it: sudo apt install libvlc5 vlc-plugin-base</source>
        <translation>Installieren Sie daneben libVLC 3: sudo apt install libvlc5 vlc-plugin-base</translation>
    </message>
    <message>
        <source>libVLC {version} is too old: 3.0.{oldest_patch} or a later 3.0 is needed.</source>
        <translation>libVLC {version} ist zu alt: Gebraucht wird 3.0.{oldest_patch} oder ein späteres 3.0.</translation>
    </message>
    <message>
        <source>python-vlc cannot be used: {why}.</source>
        <translation>python-vlc lässt sich nicht benutzen: {why}.</translation>
    </message>
    <message>
        <source>Install it: pip install &apos;media-bridge-tracker[player]&apos;</source>
        <translation>Installieren Sie es: pip install &apos;media-bridge-tracker[player]&apos;</translation>
    </message>
    <message>
        <source>PYTHON_VLC_LIB_PATH or PYTHON_VLC_MODULE_PATH names no libVLC.</source>
        <translation>PYTHON_VLC_LIB_PATH oder PYTHON_VLC_MODULE_PATH nennt keine libVLC.</translation>
    </message>
    <message>
        <source>Unset both variables, or correct them.</source>
        <translation>Entfernen Sie beide Variablen, oder berichtigen Sie sie.</translation>
    </message>
    <message>
        <source>libVLC was not found.</source>
        <translation>libVLC wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>libVLC is there, but its plug-ins are missing.</source>
        <translation>libVLC ist da, aber es fehlen seine Plug-ins.</translation>
    </message>
    <message>
        <source>Install them: sudo apt install vlc-plugin-base</source>
        <translation>Installieren Sie sie: sudo apt install vlc-plugin-base</translation>
    </message>
    <message>
        <source>Page {number} of {name} cannot be read.</source>
        <translation>Seite {number} von {name} kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Export the document again, whole, from where it was made.</source>
        <translation>Exportieren Sie das Dokument dort, wo es entstand, noch einmal ganz.</translation>
    </message>
    <message>
        <source>{name} is locked by a password.</source>
        <translation>{name} ist mit einem Kennwort gesperrt.</translation>
    </message>
    <message>
        <source>Save a copy of the document without a password, and open that.</source>
        <translation>Speichern Sie eine Kopie ohne Kennwort, und öffnen Sie diese.</translation>
    </message>
    <message>
        <source>{name} is damaged: its pages cannot be read.</source>
        <translation>{name} ist beschädigt: Die Seiten sind nicht lesbar.</translation>
    </message>
    <message>
        <source>Download it or export it again, whole, from where it was made.</source>
        <translation>Laden oder exportieren Sie es noch einmal ganz.</translation>
    </message>
    <message>
        <source>{name} did not answer within {seconds} seconds.</source>
        <translation>{name} hat in {seconds} Sekunden nicht geantwortet.</translation>
    </message>
    <message>
        <source>Check the network, then try again.</source>
        <translation>Prüfen Sie das Netz, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Nothing that can be played was found at {name}.</source>
        <translation>Unter {name} wurde nichts Abspielbares gefunden.</translation>
    </message>
    <message>
        <source>Check the address and the network, and that it leads to a film or to sound.</source>
        <translation>Prüfen Sie Adresse und Netz, und ob sie zu einem Film oder Ton führt.</translation>
    </message>
    <message>
        <source>{name} holds no picture and no sound that can be played.</source>
        <translation>{name} enthält weder Bild noch Ton, die sich abspielen lassen.</translation>
    </message>
    <message>
        <source>Check that it is a whole media file, not something else under its name.</source>
        <translation>Prüfen Sie, ob es eine ganze Mediendatei ist und nicht etwas anderes unter ihrem Namen.</translation>
    </message>
    <message>
        <source>Another process keeps the queue locked.</source>
        <translation>Ein anderer Prozess hält die Warteschlange gesperrt.</translation>
    </message>
    <message>
        <source>Wait a moment; if it lasts, end the other process.</source>
        <translation>Warten Sie einen Moment; hält es an, beenden Sie den anderen Prozess.</translation>
    </message>
    <message>
        <source>The queue {path} cannot be opened for writing.</source>
        <translation>Die Warteschlange {path} lässt sich nicht zum Schreiben öffnen.</translation>
    </message>
    <message>
        <source>Make sure that the profile directory and its files are yours and writable.</source>
        <translation>Sorgen Sie dafür, dass Profilordner und Dateien Ihnen gehören und beschreibbar sind.</translation>
    </message>
    <message>
        <source>The disk failed while the queue {path} was used ({why}).</source>
        <translation>Die Platte versagte, während die Warteschlange {path} benutzt wurde ({why}).</translation>
    </message>
    <message>
        <source>Check the disk; nothing that was acknowledged is lost.</source>
        <translation>Prüfen Sie die Platte; nichts Bestätigtes ist verloren.</translation>
    </message>
    <message>
        <source>The profile {folder} cannot be used: {why}.</source>
        <translation>Das Profil {folder} lässt sich nicht verwenden: {why}.</translation>
    </message>
    <message>
        <source>Make sure that the profile directory is yours and writable.</source>
        <translation>Sorgen Sie dafür, dass der Profilordner Ihnen gehört und beschreibbar ist.</translation>
    </message>
    <message>
        <source>The disk of {profile} is full.</source>
        <translation>Die Platte von {profile} ist voll.</translation>
    </message>
    <message>
        <source>Free some space; nothing that was queued is lost.</source>
        <translation>Schaffen Sie Platz; nichts aus der Warteschlange ist verloren.</translation>
    </message>
    <message>
        <source>The file {path} is damaged or is not a queue of this program.</source>
        <translation>Die Datei {path} ist beschädigt oder keine Warteschlange dieses Programms.</translation>
    </message>
    <message>
        <source>Move the file away, or choose another profile with --profile DIR.</source>
        <translation>Verschieben Sie die Datei, oder wählen Sie mit --profile DIR ein anderes Profil.</translation>
    </message>
    <message>
        <source>Neither the queue nor the spill can be written: {why}.</source>
        <translation>Weder Warteschlange noch Ausweichdatei lassen sich schreiben: {why}.</translation>
    </message>
    <message>
        <source>Check the disk; what was acknowledged before is not lost.</source>
        <translation>Prüfen Sie die Platte; was vorher bestätigt war, ist nicht verloren.</translation>
    </message>
    <message>
        <source>Another process is preparing or mending the queue and does not finish.</source>
        <translation>Ein anderer Prozess bereitet die Warteschlange vor oder repariert sie und wird nicht fertig.</translation>
    </message>
    <message>
        <source>Wait a moment and try again.</source>
        <translation>Warten Sie einen Moment, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Under Wayland libVLC has no window to draw into, so films are drawn by the program itself; started with QT_QPA_PLATFORM=xcb it has one.</source>
        <translation>Unter Wayland hat libVLC kein Fenster, in das es zeichnen kann, deshalb zeichnet das Programm die Filme selbst; mit QT_QPA_PLATFORM=xcb gestartet hat es eines.</translation>
    </message>
    <message>
        <source>libVLC shows no picture in a window of its own.</source>
        <translation>libVLC zeigt in seinem eigenen Fenster kein Bild.</translation>
    </message>
    <message>
        <source>Install its outputs (sudo apt install vlc-plugin-video-output), or set video = canvas.</source>
        <translation>Installieren Sie seine Ausgaben (sudo apt install vlc-plugin-video-output), oder setzen Sie video = canvas.</translation>
    </message>
    <message>
        <source>That is not a HubSpot token.</source>
        <translation>Das ist kein HubSpot-Token.</translation>
    </message>
    <message>
        <source>A token is one word of letters, digits and dashes, such as pat-na1-…; copy it whole.</source>
        <translation>Ein Token ist ein Wort aus Buchstaben, Ziffern und Strichen, etwa pat-na1-…; kopieren Sie es ganz.</translation>
    </message>
    <message>
        <source>No HubSpot account is connected to this profile.</source>
        <translation>Mit diesem Profil ist kein HubSpot-Konto verbunden.</translation>
    </message>
    <message>
        <source>Connect one with `tracker login`.</source>
        <translation>Verbinden Sie eines mit `tracker login`.</translation>
    </message>
    <message>
        <source>What {name} holds for this profile is not a HubSpot token.</source>
        <translation>Was {name} für dieses Profil enthält, ist kein HubSpot-Token.</translation>
    </message>
    <message>
        <source>Log in again with `tracker login`.</source>
        <translation>Melden Sie sich mit `tracker login` neu an.</translation>
    </message>
    <message>
        <source>The keyring is locked.</source>
        <translation>Der Schlüsselbund ist gesperrt.</translation>
    </message>
    <message>
        <source>Unlock it (log in to the desktop, or open its password manager), try again.</source>
        <translation>Entsperren Sie ihn (melden Sie sich am Desktop an, oder öffnen Sie dessen Passwortverwaltung), und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The keyring does not answer; it probably waits to be unlocked.</source>
        <translation>Der Schlüsselbund antwortet nicht; vermutlich wartet er darauf, entsperrt zu werden.</translation>
    </message>
    <message>
        <source>Look for its password window, unlock it, and try again.</source>
        <translation>Suchen Sie sein Passwortfenster, entsperren Sie ihn, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The keyring of this machine is not known to keep secrets safe: it may write them to a file in plain text.</source>
        <translation>Vom Schlüsselbund dieses Rechners ist nicht bekannt, dass er Geheimnisse sicher verwahrt: Er schreibt sie vielleicht im Klartext in eine Datei.</translation>
    </message>
    <message>
        <source>Install gnome-keyring or KWallet, and unset PYTHON_KEYRING_BACKEND. Who accepts that whoever reads that file can use the HubSpot account sets keyring_backend_unsafe = &quot;{plain_text_phrase}&quot;.</source>
        <translation>Installieren Sie gnome-keyring oder KWallet, und entfernen Sie PYTHON_KEYRING_BACKEND. Wer hinnimmt, dass jeder, der diese Datei liest, das HubSpot-Konto benutzen kann, setzt keyring_backend_unsafe = &quot;{plain_text_phrase}&quot;.</translation>
    </message>
    <message>
        <source>The keyring chosen on this machine keeps nothing: the token would be lost.</source>
        <translation>Der auf diesem Rechner gewählte Schlüsselbund behält nichts: Das Token ginge verloren.</translation>
    </message>
    <message>
        <source>Unset PYTHON_KEYRING_BACKEND, or take default-keyring out of keyringrc.cfg.</source>
        <translation>Entfernen Sie PYTHON_KEYRING_BACKEND, oder nehmen Sie default-keyring aus keyringrc.cfg.</translation>
    </message>
    <message>
        <source>This machine has no keyring to keep the HubSpot token in.</source>
        <translation>Dieser Rechner hat keinen Schlüsselbund, in dem das HubSpot-Token liegen könnte.</translation>
    </message>
    <message>
        <source>Install and start gnome-keyring or KWallet; on a kiosk use a systemd credential named hubspot-token.</source>
        <translation>Installieren und starten Sie gnome-keyring oder KWallet; nehmen Sie auf einem Kiosk ein systemd-Credential namens hubspot-token.</translation>
    </message>
    <message>
        <source>The systemd credential {name} cannot be read ({why}).</source>
        <translation>Das systemd-Credential {name} lässt sich nicht lesen ({why}).</translation>
    </message>
    <message>
        <source>The systemd credential {name} is empty.</source>
        <translation>Das systemd-Credential {name} ist leer.</translation>
    </message>
    <message>
        <source>The systemd credential {name} is not a HubSpot token.</source>
        <translation>Das systemd-Credential {name} ist kein HubSpot-Token.</translation>
    </message>
    <message>
        <source>Put the token into the credential with systemd-creds, and restart the service.</source>
        <translation>Legen Sie das Token mit systemd-creds in das Credential, und starten Sie den Dienst neu.</translation>
    </message>
    <message>
        <source>This machine&apos;s HubSpot token is a systemd credential, which cannot be changed here.</source>
        <translation>Das HubSpot-Token dieses Rechners ist ein systemd-Credential, das hier nicht geändert werden kann.</translation>
    </message>
    <message>
        <source>Change the credential {credential} of the service with systemd-creds instead.</source>
        <translation>Ändern Sie stattdessen das Credential {credential} des Dienstes mit systemd-creds.</translation>
    </message>
    <message>
        <source>Nobody answered HubSpot&apos;s page in time.</source>
        <translation>Niemand hat die Seite von HubSpot rechtzeitig beantwortet.</translation>
    </message>
    <message>
        <source>Start `tracker login --oauth` anew.</source>
        <translation>Starten Sie `tracker login --oauth` neu.</translation>
    </message>
    <message>
        <source>HubSpot did not connect the app ({error}).</source>
        <translation>HubSpot hat die App nicht verbunden ({error}).</translation>
    </message>
    <message>
        <source>The person must be a super admin, or may install apps; then log in again.</source>
        <translation>Die Person muss Super-Admin sein oder Apps installieren dürfen; melden Sie sich dann neu an.</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>ohne Begründung</translation>
    </message>
    <message>
        <source>Port {port} of this machine is taken, so that HubSpot could not answer there.</source>
        <translation>Der Port {port} dieses Rechners ist belegt, so dass HubSpot dort nicht antworten könnte.</translation>
    </message>
    <message>
        <source>Name another one with --port, and list it as redirect URL on the app&apos;s page.</source>
        <translation>Nennen Sie mit --port einen anderen, und tragen Sie ihn auf der Seite der App als Redirect-URL ein.</translation>
    </message>
    <message>
        <source>HubSpot did not grant the permission {permissions}.</source>
        <translation>HubSpot hat die Berechtigung {permissions} nicht erteilt.</translation>
    </message>
    <message>
        <source>Add it to the scopes on the app&apos;s page, and log in again.</source>
        <translation>Fügen Sie sie auf der Seite der App den Scopes hinzu, und melden Sie sich neu an.</translation>
    </message>
    <message>
        <source>{delay}.</source>
        <translation>{delay}.</translation>
    </message>
    <message>
        <source>Try `tracker login --oauth` again later.</source>
        <translation>Versuchen Sie `tracker login --oauth` später noch einmal.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>That is not the client id of a HubSpot app.</source>
        <translation>Das ist nicht die Client-ID einer HubSpot-App.</translation>
    </message>
    <message>
        <source>That is not the client secret of a HubSpot app.</source>
        <translation>Das ist nicht das Client-Secret einer HubSpot-App.</translation>
    </message>
    <message>
        <source>HubSpot gave a refresh token that no keyring can keep.</source>
        <translation>HubSpot gab ein Refresh-Token aus, das kein Schlüsselbund aufnehmen kann.</translation>
    </message>
    <message>
        <source>Report this; meanwhile log in with an access token.</source>
        <translation>Berichten Sie das; melden Sie sich bis dahin mit einem Zugangstoken an.</translation>
    </message>
    <message>
        <source>Copy it whole from the app&apos;s page, under Auth.</source>
        <translation>Kopieren Sie sie ganz von der Seite der App, unter Auth.</translation>
    </message>
    <message>
        <source>What is stored for this profile is not a HubSpot sign-in.</source>
        <translation>Was für dieses Profil hinterlegt ist, ist keine HubSpot-Anmeldung.</translation>
    </message>
    <message>
        <source>Make the media object in HubSpot and write its id as media_bridge_id, or leave it: events carry the external id.</source>
        <translation>Legen Sie das Medienobjekt in HubSpot an und schreiben Sie seine Nummer als media_bridge_id, oder lassen Sie es: Die Ereignisse tragen die externe Kennung.</translation>
    </message>
    <message>
        <source>Look for it in HubSpot first: if it is there, write its id as media_bridge_id, and only otherwise try again.</source>
        <translation>Suchen Sie es zuerst in HubSpot: Ist es da, schreiben Sie seine Nummer als media_bridge_id; nur sonst versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>HubSpot&apos;s answer names no media object.</source>
        <translation>Die Antwort von HubSpot nennt kein Medienobjekt.</translation>
    </message>
    <message>
        <source>HubSpot does not offer media objects to this account.</source>
        <translation>HubSpot bietet diesem Konto keine Medienobjekte an.</translation>
    </message>
    <message>
        <source>{message}.</source>
        <translation>{message}.</translation>
    </message>
    <message>
        <source>Then try again.</source>
        <translation>Versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>{said}; the object may have been made.</source>
        <translation>{said}; das Objekt kann angelegt worden sein.</translation>
    </message>
    <message>
        <source>Nothing was made; try again later.</source>
        <translation>Es wurde nichts angelegt; versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>HubSpot&apos;s answer to the sign-in is in no form of HubSpot&apos;s.</source>
        <translation>Die Antwort auf die Anmeldung hat keine Form, die HubSpot benutzt.</translation>
    </message>
    <message>
        <source>Check hubspot_base_url and what stands between, such as a proxy.</source>
        <translation>Prüfen Sie hubspot_base_url und was dazwischen steht, etwa einen Proxy.</translation>
    </message>
    <message>
        <source>HubSpot refuses the sign-in ({words}).</source>
        <translation>HubSpot weist die Anmeldung zurück ({words}).</translation>
    </message>
    <message>
        <source>HubSpot refuses the sign-in.</source>
        <translation>HubSpot weist die Anmeldung zurück.</translation>
    </message>
    <message>
        <source>Log in again with `tracker login --oauth`; nothing is sent until then.</source>
        <translation>Melden Sie sich mit `tracker login --oauth` neu an; bis dahin wird nichts gesendet.</translation>
    </message>
    <message>
        <source>HubSpot&apos;s token endpoint answered {status}: {words}.</source>
        <translation>HubSpots Token-Endpunkt antwortete {status}: {words}.</translation>
    </message>
    <message>
        <source>no reason</source>
        <translation>ohne Begründung</translation>
    </message>
    <message>
        <source>Check hubspot_oauth, the app&apos;s client id and secret, and its redirect URL.</source>
        <translation>Prüfen Sie hubspot_oauth, Client-ID und Client-Secret der App und ihre Redirect-URL.</translation>
    </message>
    <message>
        <source>HubSpot&apos;s answer holds no token.</source>
        <translation>Die Antwort von HubSpot enthält kein Token.</translation>
    </message>
    <message>
        <source>Log in again with `tracker login --oauth`.</source>
        <translation>Melden Sie sich mit `tracker login --oauth` neu an.</translation>
    </message>
    <message>
        <source>The address set for HubSpot is not a web address.</source>
        <translation>Die für HubSpot eingestellte Adresse ist keine Webadresse.</translation>
    </message>
    <message>
        <source>The address set for HubSpot has a user name, a query or a fragment in it.</source>
        <translation>Die für HubSpot eingestellte Adresse enthält einen Benutzernamen, eine Abfrage oder ein Fragment.</translation>
    </message>
    <message>
        <source>HubSpot&apos;s address would send the token unencrypted to {host}.</source>
        <translation>Die Adresse für HubSpot würde das Token unverschlüsselt an {host} senden.</translation>
    </message>
    <message>
        <source>Use https://; plain http is allowed for this machine (127.0.0.1) only.</source>
        <translation>Nehmen Sie https://; unverschlüsseltes http ist nur für diesen Rechner (127.0.0.1) erlaubt.</translation>
    </message>
    <message>
        <source>Use an address like {base_url}, or remove the setting to get that one.</source>
        <translation>Nehmen Sie eine Adresse wie {base_url}, oder entfernen Sie die Einstellung, dann gilt diese.</translation>
    </message>
    <message>
        <source>The stored HubSpot token holds characters that no token has.</source>
        <translation>Das hinterlegte HubSpot-Token enthält Zeichen, die kein Token hat.</translation>
    </message>
    <message>
        <source>The proxy that this machine sets for https cannot be used.</source>
        <translation>Der Proxy, den dieser Rechner für https vorgibt, lässt sich nicht benutzen.</translation>
    </message>
    <message>
        <source>Set HTTPS_PROXY to an http:// proxy, or add HubSpot&apos;s host to NO_PROXY.</source>
        <translation>Setzen Sie HTTPS_PROXY auf einen http://-Proxy, oder nehmen Sie HubSpots Rechnernamen in NO_PROXY auf.</translation>
    </message>
    <message>
        <source>This process was forked from one that tracks, so it cannot track as well.</source>
        <translation>Dieser Prozess ist von einem abgezweigt (fork), der schon zählt, und kann deshalb nicht auch zählen.</translation>
    </message>
    <message>
        <source>Start it afresh (multiprocessing: “spawn”), or fork before the first viewing.</source>
        <translation>Starten Sie ihn neu (multiprocessing: „spawn“), oder zweigen Sie ihn vor dem ersten Zusehen ab.</translation>
    </message>
    <message>
        <source>Who watches is not told by a Viewer.</source>
        <translation>Wer zuschaut, ist nicht durch einen Viewer angegeben.</translation>
    </message>
    <message>
        <source>Write tracker.Viewer(contact_id=101), for instance.</source>
        <translation>Schreiben Sie zum Beispiel tracker.Viewer(contact_id=101).</translation>
    </message>
    <message>
        <source>A contact id is a whole number above 0.</source>
        <translation>Eine Kontaktnummer ist eine ganze Zahl über 0.</translation>
    </message>
    <message>
        <source>HubSpot shows it in the record.</source>
        <translation>HubSpot zeigt sie im Datensatz.</translation>
    </message>
    <message>
        <source>{what} has the media object {media_bridge_id} already.</source>
        <translation>{what} hat schon das Medienobjekt {media_bridge_id}.</translation>
    </message>
    <message>
        <source>Take media_bridge_id out of media.toml to make another one.</source>
        <translation>Nehmen Sie media_bridge_id aus media.toml heraus, um ein anderes anzulegen.</translation>
    </message>
    <message>
        <source>This profile holds events that were played for the stand-in.</source>
        <translation>Dieses Profil enthält Ereignisse, die für die Sandbox gespielt wurden.</translation>
    </message>
    <message>
        <source>Deliver them with `tracker play --sandbox`, or use another --profile DIR.</source>
        <translation>Stellen Sie sie mit `tracker play --sandbox` zu, oder nehmen Sie ein anderes --profile DIR.</translation>
    </message>
    <message>
        <source>Choose a directory that you may write to with --profile DIR.</source>
        <translation>Wählen Sie mit --profile DIR einen Ordner, in den Sie schreiben dürfen.</translation>
    </message>
    <message>
        <source>The profile {path} is not a directory.</source>
        <translation>Das Profil {path} ist kein Ordner.</translation>
    </message>
    <message>
        <source>The profile {path} cannot be made: {why}.</source>
        <translation>Das Profil {path} lässt sich nicht anlegen: {why}.</translation>
    </message>
    <message>
        <source>The profile {path} cannot be written to.</source>
        <translation>In das Profil {path} lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>This profile holds {count} events for the real HubSpot.</source>
        <translation>Dieses Profil enthält {count} Ereignisse für das echte HubSpot.</translation>
    </message>
    <message>
        <source>Give --sandbox a profile of its own with --profile DIR.</source>
        <translation>Geben Sie --sandbox mit --profile DIR ein eigenes Profil.</translation>
    </message>
    <message>
        <source>No film may be followed.</source>
        <translation>Es ist kein Film genannt, dem gefolgt werden darf.</translation>
    </message>
    <message>
        <source>Name folders or patterns, such as ~/Films.</source>
        <translation>Nennen Sie Ordner oder Muster, etwa ~/Films.</translation>
    </message>
    <message>
        <source>There is no {entry}.</source>
        <translation>{entry} gibt es nicht.</translation>
    </message>
    <message>
        <source>Name a folder, a file, or a pattern with a *.</source>
        <translation>Nennen Sie einen Ordner, eine Datei oder ein Muster mit einem *.</translation>
    </message>
    <message>
        <source>Each [[media]] names one of file, content or address, and then what is known of it.</source>
        <translation>Jedes [[media]] nennt eines von file, content oder address, und dann, was davon bekannt ist.</translation>
    </message>
    <message>
        <source>{path}, entry {number}</source>
        <translation>{path}, Eintrag {number}</translation>
    </message>
    <message>
        <source>{path} cannot be read: {why}</source>
        <translation>{path} lässt sich nicht lesen: {why}</translation>
    </message>
    <message>
        <source>{path}: “media” is not a list.</source>
        <translation>{path}: „media“ ist keine Liste.</translation>
    </message>
    <message>
        <source>{where} does not say which medium it is about.</source>
        <translation>{where} sagt nicht, um welches Medium es geht.</translation>
    </message>
    <message>
        <source>{where}: “{name}” is unknown.</source>
        <translation>{where}: „{name}“ ist unbekannt.</translation>
    </message>
    <message>
        <source>{where}: “{name}” is no number above 0.</source>
        <translation>{where}: „{name}“ ist keine Zahl über 0.</translation>
    </message>
    <message>
        <source>{where}: “{name}” is not a text.</source>
        <translation>{where}: „{name}“ ist kein Text.</translation>
    </message>
    <message>
        <source>libVLC does not accept the address {mrl}.</source>
        <translation>libVLC nimmt die Adresse {mrl} nicht an.</translation>
    </message>
    <message>
        <source>Check how it is spelled.</source>
        <translation>Prüfen Sie die Schreibweise.</translation>
    </message>
    <message>
        <source>row {seq} is damaged: {damage}</source>
        <translation>Zeile {seq} ist beschädigt: {damage}</translation>
    </message>
    <message>
        <source>The SQLite in use ({version}) can damage a shared queue.</source>
        <translation>Das benutzte SQLite ({version}) kann eine gemeinsame Warteschlange beschädigen.</translation>
    </message>
    <message>
        <source>Install apsw 3.51.3.0 or later.</source>
        <translation>Installieren Sie apsw 3.51.3.0 oder neuer.</translation>
    </message>
    <message>
        <source>Nothing needs to be done but to try again.</source>
        <translation>Es ist nichts zu tun, als es noch einmal zu versuchen.</translation>
    </message>
    <message>
        <source>Another process has just mended the queue.</source>
        <translation>Ein anderer Prozess hat die Warteschlange soeben repariert.</translation>
    </message>
    <message>
        <source>There is no session {session_id}.</source>
        <translation>Eine Sitzung {session_id} gibt es nicht.</translation>
    </message>
    <message>
        <source>`tracker outbox list` shows the sessions.</source>
        <translation>`tracker outbox list` zeigt die Sitzungen.</translation>
    </message>
    <message>
        <source>An event of session {session_id} is being sent at this moment.</source>
        <translation>Ein Ereignis der Sitzung {session_id} wird in diesem Augenblick gesendet.</translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>Versuchen Sie es in einer Minute noch einmal.</translation>
    </message>
    <message>
        <source>; {count} could not be read</source>
        <translation>; {count} ließen sich nicht lesen</translation>
    </message>
    <message>
        <source>The queue was damaged and has been built anew: {queued} waiting and {delivered} delivered events were saved{lost}. The damaged file is kept in {quarantine}.</source>
        <translation>Die Warteschlange war beschädigt und wurde neu aufgebaut: {queued} wartende und {delivered} zugestellte Ereignisse wurden gerettet{lost}. Die beschädigte Datei liegt in {quarantine}.</translation>
    </message>
    <message>
        <source>The queue has been damaged {count} times.</source>
        <translation>Die Warteschlange wurde {count}-mal beschädigt.</translation>
    </message>
    <message>
        <source>Check the disk; then move what is in {home} away.</source>
        <translation>Prüfen Sie die Platte; verschieben Sie dann, was in {home} liegt.</translation>
    </message>
    <message>
        <source>The profile directory {profile} cannot be made: {why}.</source>
        <translation>Der Profilordner {profile} lässt sich nicht anlegen: {why}.</translation>
    </message>
    <message>
        <source>The profile {profile} is not a directory.</source>
        <translation>Das Profil {profile} ist kein Ordner.</translation>
    </message>
    <message>
        <source>Choose another with --profile DIR.</source>
        <translation>Wählen Sie mit --profile DIR ein anderes.</translation>
    </message>
    <message>
        <source>The profile directory {profile} lies on a network file system ({kind_of_disk}), which would damage the queue.</source>
        <translation>Der Profilordner {profile} liegt auf einem Netzlaufwerk ({kind_of_disk}), das die Warteschlange beschädigen würde.</translation>
    </message>
    <message>
        <source>Choose a directory on a disk of this machine with --profile DIR.</source>
        <translation>Wählen Sie mit --profile DIR einen Ordner auf einer Platte dieses Rechners.</translation>
    </message>
    <message>
        <source>The tables in {path} are not those of version {version}.</source>
        <translation>Die Tabellen in {path} sind nicht die der Version {version}.</translation>
    </message>
    <message>
        <source>Choose another profile with --profile DIR.</source>
        <translation>Wählen Sie mit --profile DIR ein anderes Profil.</translation>
    </message>
    <message>
        <source>The disk of {parent} cannot hold a write-ahead log (mode {mode}).</source>
        <translation>Die Platte von {parent} kann kein Write-ahead-Log halten (Modus {mode}).</translation>
    </message>
    <message>
        <source>Choose a directory on an ordinary local disk with --profile DIR.</source>
        <translation>Wählen Sie mit --profile DIR einen Ordner auf einer gewöhnlichen lokalen Platte.</translation>
    </message>
    <message>
        <source>Account {stranger} answered, but this profile belongs to another account.</source>
        <translation>Das Konto {stranger} hat geantwortet, aber dieses Profil gehört zu einem anderen Konto.</translation>
    </message>
    <message>
        <source>Log in to the profile&apos;s own account, or use another --profile DIR.</source>
        <translation>Melden Sie sich beim Konto des Profils an, oder nehmen Sie ein anderes --profile DIR.</translation>
    </message>
    <message>
        <source>Another process has taken over sending for this profile.</source>
        <translation>Ein anderer Prozess hat das Senden für dieses Profil übernommen.</translation>
    </message>
    <message>
        <source>Nothing is lost: the other process sends what is queued.</source>
        <translation>Nichts ist verloren: Der andere Prozess sendet, was in der Warteschlange steht.</translation>
    </message>
    <message>
        <source>{contact_id} cannot be the id of a contact.</source>
        <translation>{contact_id} kann nicht die Nummer eines Kontakts sein.</translation>
    </message>
    <message>
        <source>The id is the number in the address of the contact&apos;s page.</source>
        <translation>Die Nummer steht in der Adresse der Seite des Kontakts.</translation>
    </message>
    <message>
        <source>`tracker outbox list --state held` shows the sessions that wait.</source>
        <translation>`tracker outbox list --state held` zeigt die Sitzungen, die warten.</translation>
    </message>
    <message>
        <source>Session {session_id} already belongs to {who}.</source>
        <translation>Die Sitzung {session_id} gehört schon zu {who}.</translation>
    </message>
    <message>
        <source>A session is attached once; what it holds is that viewer&apos;s.</source>
        <translation>Eine Sitzung wird einmal zugeordnet; was sie enthält, gehört diesem Zuschauer.</translation>
    </message>
    <message>
        <source>contact {contact_id}</source>
        <translation>Kontakt {contact_id}</translation>
    </message>
    <message>
        <source>badge {badge}</source>
        <translation>Ausweis {badge}</translation>
    </message>
    <message>
        <source>another viewer</source>
        <translation>einem anderen Zuschauer</translation>
    </message>
    <message>
        <source>process {pid}</source>
        <translation>Prozess {pid}</translation>
    </message>
    <message>
        <source>another process</source>
        <translation>ein anderer Prozess</translation>
    </message>
    <message>
        <source>A player is already running on this profile ({who}).</source>
        <translation>Auf diesem Profil läuft schon ein Player ({who}).</translation>
    </message>
    <message>
        <source>Close that player first, or give this one another --profile DIR.</source>
        <translation>Schließen Sie zuerst jenen Player, oder geben Sie diesem ein anderes --profile DIR.</translation>
    </message>
    <message>
        <source>The lock file {path} cannot be used: {why}.</source>
        <translation>Die Sperrdatei {path} lässt sich nicht benutzen: {why}.</translation>
    </message>
    <message>
        <source>No lock can be had in {folder}.</source>
        <translation>In {folder} ist keine Sperre zu bekommen.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made: {why}.</source>
        <translation>Der Ordner {folder} lässt sich nicht anlegen: {why}.</translation>
    </message>
    <message>
        <source>its checksum does not hold</source>
        <translation>die Prüfsumme stimmt nicht</translation>
    </message>
    <message>
        <source>the checksum of what was sent does not hold</source>
        <translation>die Prüfsumme des Gesendeten stimmt nicht</translation>
    </message>
    <message>
        <source>The file queue.db in the profile is not a queue of this program.</source>
        <translation>Die Datei queue.db im Profil ist keine Warteschlange dieses Programms.</translation>
    </message>
    <message>
        <source>The file queue.db in the profile has no version.</source>
        <translation>Die Datei queue.db im Profil hat keine Version.</translation>
    </message>
    <message>
        <source>The queue was written by a newer version of this program (format {version}, this version knows {known}).</source>
        <translation>Die Warteschlange wurde von einer neueren Version dieses Programms geschrieben (Format {version}, diese Version kennt {known}).</translation>
    </message>
    <message>
        <source>Install the newer version again; the queue has been left as it was.</source>
        <translation>Installieren Sie wieder die neuere Version; die Warteschlange blieb, wie sie war.</translation>
    </message>
    <message>
        <source>{lost_events} events were lost, since nothing can be written.</source>
        <translation>{lost_events} Ereignisse gingen verloren, weil sich nichts schreiben lässt.</translation>
    </message>
    <message>
        <source>Free some space on the disk.</source>
        <translation>Schaffen Sie Platz auf der Platte.</translation>
    </message>
    <message>
        <source>That failed by a mistake of this program ({kind}).</source>
        <translation>Das ist an einem Fehler dieses Programms gescheitert ({kind}).</translation>
    </message>
    <message>
        <source>The log of the profile says more; trying again may help.</source>
        <translation>Das Protokoll des Profils sagt mehr; ein neuer Versuch kann helfen.</translation>
    </message>
    <message>
        <source>Sending failed by a mistake of this program ({kind}).</source>
        <translation>Das Senden scheiterte an einem Fehler dieses Programms ({kind}).</translation>
    </message>
    <message>
        <source>Nothing is lost, and it begins anew; the log says more.</source>
        <translation>Nichts ist verloren, und es beginnt von neuem; das Protokoll sagt mehr.</translation>
    </message>
    <message>
        <source>Counting failed by a mistake of this program ({kind}).</source>
        <translation>Das Zählen scheiterte an einem Fehler dieses Programms ({kind}).</translation>
    </message>
    <message>
        <source>It goes on from what was saved last; the log says more.</source>
        <translation>Es geht weiter von dem, was zuletzt gesichert wurde; das Protokoll sagt mehr.</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>The export {path} cannot be written: {error}.</source>
        <translation>Die Datei {path} kann nicht geschrieben werden: {error}.</translation>
    </message>
    <message>
        <source>Name a file in a directory that you may write to.</source>
        <translation>Nennen Sie eine Datei in einem Ordner, in den Sie schreiben dürfen.</translation>
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
        <source>Who watches …</source>
        <translation>Wer zuschaut …</translation>
    </message>
    <message>
        <source>Pause tracking</source>
        <translation>Zählung anhalten</translation>
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
        <source>Outbox</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation>Doktor</translation>
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
        <source>Films, sound, pictures and documents ({patterns})</source>
        <translation>Filme, Ton, Bilder und Dokumente ({patterns})</translation>
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
    <message>
        <source>Export the queue</source>
        <translation>Warteschlange exportieren</translation>
    </message>
    <message>
        <source>Lines of JSON ({patterns})</source>
        <translation>JSON-Zeilen ({patterns})</translation>
    </message>
    <message>
        <source>Table ({patterns})</source>
        <translation>Tabelle ({patterns})</translation>
    </message>
</context>
<context>
    <name>OutboxPage</name>
    <message>
        <source>Outbox</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Return shows a session whole</source>
        <translation>Die Eingabetaste zeigt eine Sitzung ganz</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Jetzt senden</translation>
    </message>
    <message>
        <source>Send given-up ones again</source>
        <translation>Aufgegebene noch einmal senden</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>There is nothing here.</source>
        <translation>Hier ist nichts.</translation>
    </message>
    <message>
        <source>The sender is asked to hurry.</source>
        <translation>Der Sender ist gebeten, sich zu beeilen.</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) will be sent again.</source>
        <translation>
            <numerusform>%n Ereignis wird noch einmal gesendet.</numerusform>
            <numerusform>%n Ereignisse werden noch einmal gesendet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) deleted.</source>
        <translation>
            <numerusform>%n Ereignis gelöscht.</numerusform>
            <numerusform>%n Ereignisse gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>A copy is in {file}.</source>
        <translation>Eine Kopie liegt in {file}.</translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s) as it is:</source>
        <translation>
            <numerusform>%n bleibt, wie es ist:</numerusform>
            <numerusform>%n bleiben, wie sie sind:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) released.</source>
        <translation>
            <numerusform>%n Ereignis freigegeben.</numerusform>
            <numerusform>%n Ereignisse freigegeben.</numerusform>
        </translation>
    </message>
    <message>
        <source>The contact is looked up when HubSpot answers.</source>
        <translation>Der Kontakt wird nachgeschlagen, sobald HubSpot antwortet.</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) written to {file}.</source>
        <translation>
            <numerusform>%n Ereignis in {file} geschrieben.</numerusform>
            <numerusform>%n Ereignisse in {file} geschrieben.</numerusform>
        </translation>
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
        <source>{status}: {said}</source>
        <translation>{status}: {said}</translation>
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
        <source>It is held until its viewer is looked up.</source>
        <translation>Es wird zurückgehalten, bis die Person nachgeschlagen ist.</translation>
    </message>
    <message>
        <source>{who} is named, and HubSpot has not answered yet.</source>
        <translation>{who} ist genannt, und HubSpot hat noch nicht geantwortet.</translation>
    </message>
    <message>
        <source>Nothing needs to be done: HubSpot is asked with the next sync.</source>
        <translation>Es ist nichts zu tun: HubSpot wird beim nächsten Senden gefragt.</translation>
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
    <name>Outcomes</name>
    <message>
        <source>Which property holds a badge is not set; set badge_property.</source>
        <translation>Es ist nicht eingestellt, welche Eigenschaft einen Ausweis enthält; setzen Sie badge_property.</translation>
    </message>
    <message>
        <source>HubSpot&apos;s answer names no contact.</source>
        <translation>Die Antwort von HubSpot nennt keinen Kontakt.</translation>
    </message>
    <message>
        <source>answers ({status})</source>
        <translation>antwortet ({status})</translation>
    </message>
    <message>
        <source>answers: it refuses an empty event, as it should ({status})</source>
        <translation>antwortet: ein leeres Ereignis wird zurückgewiesen, wie es sein soll ({status})</translation>
    </message>
    <message>
        <source>HubSpot cannot be reached</source>
        <translation>HubSpot ist nicht erreichbar</translation>
    </message>
    <message>
        <source>HubSpot cannot be reached: the connection was refused</source>
        <translation>HubSpot ist nicht erreichbar: Die Verbindung wurde abgelehnt</translation>
    </message>
    <message>
        <source>HubSpot cannot be reached: nothing answered in time</source>
        <translation>HubSpot ist nicht erreichbar: Nichts antwortete rechtzeitig</translation>
    </message>
    <message>
        <source>HubSpot cannot be reached: there is no network</source>
        <translation>HubSpot ist nicht erreichbar: Es gibt kein Netz</translation>
    </message>
    <message>
        <source>HubSpot cannot be reached: no names can be looked up; is there a network?</source>
        <translation>HubSpot ist nicht erreichbar: Namen lassen sich nicht auflösen; gibt es ein Netz?</translation>
    </message>
    <message>
        <source>HubSpot cannot be reached: its name is not known</source>
        <translation>HubSpot ist nicht erreichbar: Der Name ist unbekannt</translation>
    </message>
    <message>
        <source>No secure connection to HubSpot</source>
        <translation>Keine sichere Verbindung zu HubSpot</translation>
    </message>
    <message>
        <source>No secure connection to HubSpot: its certificate is not trusted</source>
        <translation>Keine sichere Verbindung zu HubSpot: Dem Zertifikat wird nicht vertraut</translation>
    </message>
    <message>
        <source>The proxy gave no way to HubSpot</source>
        <translation>Der Proxy gab keinen Weg zu HubSpot frei</translation>
    </message>
    <message>
        <source>All connections are busy</source>
        <translation>Alle Verbindungen sind belegt</translation>
    </message>
    <message>
        <source>HubSpot did not answer in time</source>
        <translation>HubSpot hat nicht rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>The connection broke off</source>
        <translation>Die Verbindung brach ab</translation>
    </message>
    <message>
        <source>{failure} ({detail})</source>
        <translation>{failure} ({detail})</translation>
    </message>
    <message>
        <source>{said}; the event may have arrived</source>
        <translation>{said}; das Ereignis kann angekommen sein</translation>
    </message>
    <message>
        <source>HubSpot answered {status}: {said}</source>
        <translation>HubSpot antwortete {status}: {said}</translation>
    </message>
    <message>
        <source>without a reason</source>
        <translation>ohne Begründung</translation>
    </message>
    <message>
        <source>HubSpot&apos;s address answered {status}, in no form of HubSpot&apos;s</source>
        <translation>Die Adresse von HubSpot antwortete {status}, in keiner Form, die HubSpot benutzt</translation>
    </message>
    <message>
        <source>HubSpot refuses the token; log in again with `tracker login`</source>
        <translation>HubSpot weist das Token zurück; melden Sie sich mit `tracker login` neu an</translation>
    </message>
    <message>
        <source>HubSpot refuses the token ({why}); log in again with `tracker login`</source>
        <translation>HubSpot weist das Token zurück ({why}); melden Sie sich mit `tracker login` neu an</translation>
    </message>
    <message>
        <source>HubSpot&apos;s token lacks the permission {missing}; ask for it, then log in again</source>
        <translation>Dem HubSpot-Token fehlt die Berechtigung {missing}; bitten Sie darum, und melden Sie sich dann neu an</translation>
    </message>
    <message>
        <source>HubSpot&apos;s token lacks a permission, likely {scope}; ask for it, then log in again</source>
        <translation>Dem HubSpot-Token fehlt eine Berechtigung, wohl {scope}; bitten Sie darum, und melden Sie sich dann neu an</translation>
    </message>
    <message>
        <source>HubSpot&apos;s token lacks a permission, likely {scope} ({why}); ask for it, then log in again</source>
        <translation>Dem HubSpot-Token fehlt eine Berechtigung, wohl {scope} ({why}); bitten Sie darum, und melden Sie sich dann neu an</translation>
    </message>
    <message>
        <source>An internal error; see the log.</source>
        <translation>Ein interner Fehler; siehe das Protokoll.</translation>
    </message>
    <message>
        <source>Not sent yet.</source>
        <translation>Noch nicht gesendet.</translation>
    </message>
    <message>
        <source>Another program is sending.</source>
        <translation>Ein anderes Programm sendet.</translation>
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
    <name>People</name>
    <message>
        <source>That cannot be the id of a contact.</source>
        <translation>Das kann nicht die Nummer eines Kontakts sein.</translation>
    </message>
    <message>
        <source>The id is the number in the address of the contact&apos;s page.</source>
        <translation>Die Nummer steht in der Adresse der Seite des Kontakts.</translation>
    </message>
    <message>
        <source>That is not an email address.</source>
        <translation>Das ist keine E-Mail-Adresse.</translation>
    </message>
    <message>
        <source>Write it like ada@example.com, without spaces.</source>
        <translation>Schreiben Sie sie wie ada@example.com, ohne Leerzeichen.</translation>
    </message>
    <message>
        <source>That is not the text of a badge.</source>
        <translation>Das ist nicht der Text eines Ausweises.</translation>
    </message>
    <message>
        <source>It is one line of at most {count} characters.</source>
        <translation>Es ist eine Zeile mit höchstens {count} Zeichen.</translation>
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
    <name>PlaylistModel</name>
    <message>
        <source>{name}, is on</source>
        <translation>{name}, läuft</translation>
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
        <translation>Hinzufügen …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>Speichern …</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>There is no text that a person could have agreed to.</source>
        <translation>Es gibt keinen Text, dem jemand hätte zustimmen können.</translation>
    </message>
    <message>
        <source>Set consent_text and consent_version in settings.toml.</source>
        <translation>Setzen Sie consent_text und consent_version in settings.toml.</translation>
    </message>
</context>
<context>
    <name>Remote</name>
    <message>
        <source>A film is playing</source>
        <translation>Ein Film läuft</translation>
    </message>
</context>
<context>
    <name>Repair</name>
    <message>
        <source>It has changed meanwhile.</source>
        <translation>Es hat sich inzwischen geändert.</translation>
    </message>
    <message>
        <source>It is on its way; its answer decides.</source>
        <translation>Es ist unterwegs; die Antwort entscheidet.</translation>
    </message>
    <message>
        <source>Its person was forgotten, and what it told was erased.</source>
        <translation>Die Person wurde vergessen, und was es sagte, ist gelöscht.</translation>
    </message>
    <message>
        <source>What it told cannot be read any more, so that it cannot be sent.</source>
        <translation>Was es sagte, ist nicht mehr lesbar, sodass es nicht gesendet werden kann.</translation>
    </message>
    <message>
        <source>It is among the dead letters already.</source>
        <translation>Es ist schon beiseitegelegt.</translation>
    </message>
    <message>
        <source>It was delivered; the ledger keeps it as the proof.</source>
        <translation>Es wurde zugestellt; das Hauptbuch behält es als Beweis.</translation>
    </message>
    <message>
        <source>There is no such row.</source>
        <translation>Es gibt keine solche Zeile.</translation>
    </message>
</context>
<context>
    <name>SessionView</name>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Contact id, address or badge</source>
        <translation>Kontakt-Nummer, Adresse oder Ausweis</translation>
    </message>
    <message>
        <source>Who watched: contact id, address or badge</source>
        <translation>Wer zusah: Kontakt-Nummer, Adresse oder Ausweis</translation>
    </message>
    <message>
        <source>They agreed to the text of the settings</source>
        <translation>Die Person hat dem Text der Einstellungen zugestimmt</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Zuordnen</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Noch einmal senden</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Delete …</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Events of the session</source>
        <translation>Ereignisse der Sitzung</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n event(s)? A copy is kept in the profile&apos;s exports.</source>
        <translation>
            <numerusform>%n Ereignis löschen? Eine Kopie bleibt in den Exporten des Profils.</numerusform>
            <numerusform>%n Ereignisse löschen? Eine Kopie bleibt in den Exporten des Profils.</numerusform>
        </translation>
    </message>
    <message>
        <source>Session {id}</source>
        <translation>Sitzung {id}</translation>
    </message>
    <message>
        <source>What was watched, and how often</source>
        <translation>Was gesehen wurde, und wie oft</translation>
    </message>
</context>
<context>
    <name>Sessions</name>
    <message>
        <source>Erased</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>contact {id}</source>
        <translation>Kontakt {id}</translation>
    </message>
    <message>
        <source>badge {badge}</source>
        <translation>Ausweis {badge}</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>noch niemand</translation>
    </message>
    <message>
        <source>Attention map</source>
        <translation>Aufmerksamkeitskarte</translation>
    </message>
    <message>
        <source>Played</source>
        <translation>Gespielt</translation>
    </message>
</context>
<context>
    <name>SettingField</name>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>default: {value}</source>
        <translation>Vorgabe: {value}</translation>
    </message>
    <message>
        <source>set in settings.toml</source>
        <translation>in settings.toml gesetzt</translation>
    </message>
    <message>
        <source>set by the environment ({name}), which wins here</source>
        <translation>von der Umgebung gesetzt ({name}), die hier gewinnt</translation>
    </message>
    <message>
        <source>set by the command line, which wins here</source>
        <translation>von der Befehlszeile gesetzt, die hier gewinnt</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>{where}: “{name}” is not a whole number.</source>
        <translation>{where}: „{name}“ ist keine ganze Zahl.</translation>
    </message>
    <message>
        <source>{where}: “{name}” is not a number.</source>
        <translation>{where}: „{name}“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>{where}: “{name}” is not a text.</source>
        <translation>{where}: „{name}“ ist kein Text.</translation>
    </message>
    <message>
        <source>{where}: “{name}” cannot be “{value}”.</source>
        <translation>{where}: „{name}“ kann nicht „{value}“ sein.</translation>
    </message>
    <message>
        <source>It is one of: {choices}.</source>
        <translation>Möglich sind: {choices}.</translation>
    </message>
    <message>
        <source>nothing at all</source>
        <translation>gar nichts</translation>
    </message>
    <message>
        <source>{where}: “{name}” cannot be {value}.</source>
        <translation>{where}: „{name}“ kann nicht {value} sein.</translation>
    </message>
    <message>
        <source>It lies between {least} and {most}.</source>
        <translation>Der Wert liegt zwischen {least} und {most}.</translation>
    </message>
    <message>
        <source>Where HubSpot&apos;s API answers. Plain http is refused unless it is this machine.</source>
        <translation>Wo HubSpots API antwortet. Unverschlüsseltes http gilt nur für diesen Rechner.</translation>
    </message>
    <message>
        <source>The API family. v1 is unsupported from September 2027.</source>
        <translation>Die Fassung der API. v1 wird ab September 2027 nicht mehr unterstützt.</translation>
    </message>
    <message>
        <source>How the played share is sent, since HubSpot leaves it open: 0–1 or 0–100.</source>
        <translation>Wie der gesehene Anteil gesendet wird, da HubSpot es offenlässt: 0–1 oder 0–100.</translation>
    </message>
    <message>
        <source>The part of the account&apos;s rate limit that is ours.</source>
        <translation>Der Teil des Anfragelimits des Kontos, der uns gehört.</translation>
    </message>
    <message>
        <source>share, above 0 to 1</source>
        <translation>Anteil, über 0 bis 1</translation>
    </message>
    <message>
        <source>The version of HubSpot&apos;s token endpoint, for a sign-in by your own app.</source>
        <translation>Die Version von HubSpots Token-Endpunkt, für die Anmeldung mit Ihrer eigenen App.</translation>
    </message>
    <message>
        <source>Permission to keep the token in a keyring that writes plain text, where no safe one is.</source>
        <translation>Erlaubnis, das Token in einem Schlüsselbund zu halten, der Klartext schreibt, wo es keinen sicheren gibt.</translation>
    </message>
    <message>
        <source>The contact property that holds a badge&apos;s text; it must be unique. Empty: none is asked.</source>
        <translation>Die Kontakteigenschaft mit dem Text des Ausweises; sie muss eindeutig sein. Leer: Es wird keine gefragt.</translation>
    </message>
    <message>
        <source>Whether an address that HubSpot has no contact for makes one, with consent recorded.</source>
        <translation>Ob aus einer Adresse, zu der HubSpot keinen Kontakt hat, einer wird, mit vermerkter Einwilligung.</translation>
    </message>
    <message>
        <source>What a person agrees to, word for word.</source>
        <translation>Wozu jemand einwilligt, Wort für Wort.</translation>
    </message>
    <message>
        <source>Which version of that text it is.</source>
        <translation>Welche Fassung dieses Textes es ist.</translation>
    </message>
    <message>
        <source>Addresses, badges and consent of settled sessions are erased after so long; 0: never.</source>
        <translation>Adressen, Ausweise und Einwilligungen erledigter Sitzungen werden nach so langer Zeit gelöscht; 0: nie.</translation>
    </message>
    <message>
        <source>days, 0 to 3650</source>
        <translation>Tage, 0 bis 3650</translation>
    </message>
    <message>
        <source>What becomes of an event that was sent and whose answer is unknown.</source>
        <translation>Was aus einem Ereignis wird, das gesendet wurde und dessen Antwort unbekannt ist.</translation>
    </message>
    <message>
        <source>The HubSpot page that films are said to stand on; 0 means a page outside HubSpot.</source>
        <translation>Die HubSpot-Seite, auf der Filme angeblich stehen; 0 heißt eine Seite außerhalb von HubSpot.</translation>
    </message>
    <message>
        <source>The name of the page that films are said to stand on.</source>
        <translation>Der Name der Seite, auf der Filme angeblich stehen.</translation>
    </message>
    <message>
        <source>The address of that page. It need not exist, but it should stay the same.</source>
        <translation>Die Adresse dieser Seite. Es muss sie nicht geben, aber sie sollte dieselbe bleiben.</translation>
    </message>
    <message>
        <source>The share of a film that counts as all of it (R8).</source>
        <translation>Der Anteil eines Films, der als ganzer gilt (R8).</translation>
    </message>
    <message>
        <source>percent, 90 to 100</source>
        <translation>Prozent, 90 bis 100</translation>
    </message>
    <message>
        <source>Whether a film that repeats is one session, or each round a session of its own (R11).</source>
        <translation>Ob ein Film, der sich wiederholt, eine Sitzung ist oder jede Runde eine eigene (R11).</translation>
    </message>
    <message>
        <source>How long an image or a document must be shown to count as viewed.</source>
        <translation>Wie lange ein Bild oder Dokument gezeigt werden muss, um als angesehen zu gelten.</translation>
    </message>
    <message>
        <source>seconds, 0.1 to 3600</source>
        <translation>Sekunden, 0,1 bis 3600</translation>
    </message>
    <message>
        <source>How long a page of a document stands before the next one comes.</source>
        <translation>Wie lange eine Seite eines Dokuments steht, bevor die nächste kommt.</translation>
    </message>
    <message>
        <source>seconds, 1 to 3600</source>
        <translation>Sekunden, 1 bis 3600</translation>
    </message>
    <message>
        <source>How much may wait; above it the oldest quartiles of told sessions are shed and counted.</source>
        <translation>Wie viel warten darf; darüber werden die ältesten Viertel erzählter Sitzungen verworfen und gezählt.</translation>
    </message>
    <message>
        <source>megabytes, 1 to 100000</source>
        <translation>Megabyte, 1 bis 100000</translation>
    </message>
    <message>
        <source>How long the ledger keeps what was delivered.</source>
        <translation>Wie lange das Hauptbuch behält, was zugestellt wurde.</translation>
    </message>
    <message>
        <source>days, 1 to 3650</source>
        <translation>Tage, 1 bis 3650</translation>
    </message>
    <message>
        <source>How long dead letters are kept; then they are exported and deleted.</source>
        <translation>Wie lange Unzustellbares behalten wird; danach wird es ausgeführt und gelöscht.</translation>
    </message>
    <message>
        <source>How long the raw samples of a viewing are kept, to count it again.</source>
        <translation>Wie lange die Rohdaten einer Ansicht behalten werden, um sie noch einmal zu zählen.</translation>
    </message>
    <message>
        <source>How much room raw samples may take; the oldest viewings go first.</source>
        <translation>Wie viel Platz Rohdaten nehmen dürfen; die ältesten Ansichten gehen zuerst.</translation>
    </message>
    <message>
        <source>megabytes, 1 to 10000</source>
        <translation>Megabyte, 1 bis 10000</translation>
    </message>
    <message>
        <source>How long reports reach back: what each viewing came to, not who it was.</source>
        <translation>Wie weit Berichte zurückreichen: was jede Vorführung ergab, nicht wer zusah.</translation>
    </message>
    <message>
        <source>The most spans that an attention map may have; longer films get wider spans.</source>
        <translation>So viele Abschnitte darf eine Aufmerksamkeitskarte höchstens haben; längere Filme bekommen breitere.</translation>
    </message>
    <message>
        <source>spans, 1 to 10000</source>
        <translation>Abschnitte, 1 bis 10000</translation>
    </message>
    <message>
        <source>Who draws films in the player&apos;s window: the program itself, or libVLC in a native window, with hardware for 4K.</source>
        <translation>Wer im Fenster des Players die Filme zeichnet: das Programm selbst, oder libVLC in einem nativen Fenster, mit Hardware für 4K.</translation>
    </message>
    <message>
        <source>The hosts that films may be streamed from, separated by spaces; *.example.com is every name below example.com. Empty: any host.</source>
        <translation>Die Server, von denen Filme abgespielt werden dürfen, durch Leerzeichen getrennt; *.example.com ist jeder Name unter example.com. Leer: jeder Server.</translation>
    </message>
    <message>
        <source>Whether files that were opened are remembered, with a picture of each.</source>
        <translation>Ob geöffnete Dateien gemerkt werden, mit je einem Bild.</translation>
    </message>
    <message>
        <source>Whether a film begins where it was left.</source>
        <translation>Ob ein Film dort beginnt, wo er verlassen wurde.</translation>
    </message>
    <message>
        <source>A name for this device, kept with each session.</source>
        <translation>Ein Name für dieses Gerät, der bei jeder Sitzung steht.</translation>
    </message>
    <message>
        <source>The command line</source>
        <translation>Die Befehlszeile</translation>
    </message>
    <message>
        <source>{path} cannot be read: {error}</source>
        <translation>{path} kann nicht gelesen werden: {error}</translation>
    </message>
    <message>
        <source>It must be a TOML file, one setting a line.</source>
        <translation>Es muss eine TOML-Datei sein, eine Einstellung je Zeile.</translation>
    </message>
    <message>
        <source>{path}: “{name}” is no setting.</source>
        <translation>{path}: „{name}“ ist keine Einstellung.</translation>
    </message>
    <message>
        <source>The settings are: {names}.</source>
        <translation>Die Einstellungen sind: {names}.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {error}.</source>
        <translation>{path} kann nicht geschrieben werden: {error}.</translation>
    </message>
    <message>
        <source>Make sure that the profile is yours and has room.</source>
        <translation>Stellen Sie sicher, dass das Profil Ihnen gehört und Platz hat.</translation>
    </message>
    <message>
        <source>{path} cannot be changed without losing something.</source>
        <translation>{path} kann nicht geändert werden, ohne dass etwas verloren geht.</translation>
    </message>
    <message>
        <source>Change it by hand, in a text editor.</source>
        <translation>Ändern Sie sie von Hand, in einem Texteditor.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>In den Einstellungen suchen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Connected by your own app; the sign-in is kept in {place}.</source>
        <translation>Verbunden durch Ihre eigene App; Ablage der Anmeldung: {place}.</translation>
    </message>
    <message>
        <source>Connected by an access token, kept in {place}.</source>
        <translation>Verbunden durch ein Zugangstoken; Ablage: {place}.</translation>
    </message>
    <message>
        <source>`tracker logout` forgets it.</source>
        <translation>`tracker logout` vergisst es.</translation>
    </message>
    <message>
        <source>HubSpot account</source>
        <translation>HubSpot-Konto</translation>
    </message>
    <message>
        <source>HubSpot account {id}</source>
        <translation>HubSpot-Konto {id}</translation>
    </message>
    <message>
        <source>In a terminal, `tracker login` takes an access token, and `tracker login --oauth` signs in with your own app, in the browser.</source>
        <translation>In einem Terminal nimmt `tracker login` ein Zugangstoken, und `tracker login --oauth` meldet sich mit Ihrer eigenen App im Browser an.</translation>
    </message>
    <message>
        <source>Nothing is saved yet.</source>
        <translation>Es ist noch nichts gespeichert.</translation>
    </message>
    <message>
        <source>Saved. It takes effect at the next start.</source>
        <translation>Gespeichert. Es gilt ab dem nächsten Start.</translation>
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
    <name>StreamHosts</name>
    <message>
        <source>Films are not streamed from {host} here.</source>
        <translation>Von {host} werden hier keine Filme abgespielt.</translation>
    </message>
    <message>
        <source>The setting “stream_hosts” names the hosts that are allowed.</source>
        <translation>Die Einstellung „stream_hosts“ nennt die erlaubten Server.</translation>
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
        <source>Since {since}; tried again at {again}.</source>
        <translation>Seit {since}; nächster Versuch: {again}.</translation>
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
    <message>
        <source>, not counted now</source>
        <translation>, wird gerade nicht gezählt</translation>
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
    <name>Tray</name>
    <message>
        <source>Show the player</source>
        <translation>Player zeigen</translation>
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
        <source>Pause tracking</source>
        <translation>Zählung anhalten</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
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
    <name>ViewerCard</name>
    <message>
        <source>Who is watching?</source>
        <translation>Wer schaut zu?</translation>
    </message>
    <message>
        <source>Contact id, email address or badge</source>
        <translation>Kontaktnummer, E-Mail-Adresse oder Ausweis</translation>
    </message>
    <message>
        <source>Watches now</source>
        <translation>Schaut jetzt zu</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>A viewing that runs becomes theirs.</source>
        <translation>Was gerade läuft, wird dieser Person zugeordnet.</translation>
    </message>
    <message>
        <source>Another viewing begins.</source>
        <translation>Es beginnt eine neue Sitzung.</translation>
    </message>
    <message>
        <source>Contact {id}.</source>
        <translation>Kontakt {id}.</translation>
    </message>
    <message>
        <source>An address; its contact is looked up.</source>
        <translation>Eine Adresse; ihr Kontakt wird nachgeschlagen.</translation>
    </message>
    <message>
        <source>The badge “{badge}”; its contact is looked up.</source>
        <translation>Der Ausweis „{badge}“; sein Kontakt wird nachgeschlagen.</translation>
    </message>
</context>
<context>
    <name>Watching</name>
    <message>
        <source>Who is watching: {name}</source>
        <translation>Wer schaut zu: {name}</translation>
    </message>
    <message>
        <source>Pause tracking</source>
        <translation>Zählung anhalten</translation>
    </message>
    <message>
        <source>Not counted</source>
        <translation>Nicht gezählt</translation>
    </message>
    <message>
        <source>Tracking is paused. Resume tracking</source>
        <translation>Die Zählung ist angehalten. Fortsetzen</translation>
    </message>
    <message>
        <source>Nobody named</source>
        <translation>Niemand genannt</translation>
    </message>
    <message>
        <source>Contact {id}</source>
        <translation>Kontakt {id}</translation>
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
        <source>Outbox</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation>Doktor</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
</context>
</TS>
