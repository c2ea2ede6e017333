<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
<context>
    <name>AddressCard</name>
    <message>
        <source>Open an address</source>
        <translation>Ouvrir une adresse</translation>
    </message>
    <message>
        <source>Address of a film or stream</source>
        <translation>Adresse d’un film ou d’un flux</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>Ages</name>
    <message>
        <source>just now</source>
        <translation>à l’instant</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>il y a %n minute</numerusform>
            <numerusform>il y a %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>il y a %n heure</numerusform>
            <numerusform>il y a %n heures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>il y a %n jour</numerusform>
            <numerusform>il y a %n jours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheatSheet</name>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Ctrl</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espace</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Lecture ou pause</translation>
    </message>
    <message>
        <source>5 seconds back or forward</source>
        <translation>Reculer ou avancer de 5 secondes</translation>
    </message>
    <message>
        <source>Louder or quieter</source>
        <translation>Plus ou moins fort</translation>
    </message>
    <message>
        <source>Sound off or on</source>
        <translation>Couper ou rétablir le son</translation>
    </message>
    <message>
        <source>Slower or faster</source>
        <translation>Plus lent ou plus rapide</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Retour arrière</translation>
    </message>
    <message>
        <source>Normal speed</source>
        <translation>Vitesse normale</translation>
    </message>
    <message>
        <source>Next or previous film</source>
        <translation>Film suivant ou précédent</translation>
    </message>
    <message>
        <source>One picture back or forward</source>
        <translation>Une image en arrière ou en avant</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Enregistrer l’image</translation>
    </message>
    <message>
        <source>Next subtitles</source>
        <translation>Sous-titres suivants</translation>
    </message>
    <message>
        <source>Next sound track</source>
        <translation>Piste audio suivante</translation>
    </message>
    <message>
        <source>Loop: from here, to here, off</source>
        <translation>Boucle : d’ici, jusqu’ici, sans</translation>
    </message>
    <message>
        <source>Always on top</source>
        <translation>Toujours au premier plan</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Plein écran</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Échap</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>Quitter le plein écran</translation>
    </message>
    <message>
        <source>Open files</source>
        <translation>Ouvrir des fichiers</translation>
    </message>
    <message>
        <source>Open an address</source>
        <translation>Ouvrir une adresse</translation>
    </message>
    <message>
        <source>Playlist</source>
        <translation>Liste de lecture</translation>
    </message>
    <message>
        <source>Save the playlist</source>
        <translation>Enregistrer la liste</translation>
    </message>
    <message>
        <source>Back to the films</source>
        <translation>Retour aux films</translation>
    </message>
    <message>
        <source>Say who watches</source>
        <translation>Dire qui regarde</translation>
    </message>
    <message>
        <source>Pause or resume tracking</source>
        <translation>Suspendre ou reprendre le suivi</translation>
    </message>
    <message>
        <source>Outbox: is it sent</source>
        <translation>Envois : est-ce parti ?</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Doctor: what is wrong</source>
        <translation>Docteur : qu’est-ce qui ne va pas ?</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>Tout ce qui existe</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Show or hide this list</source>
        <translation>Afficher ou masquer cette liste</translation>
    </message>
</context>
<context>
    <name>ControlBar</name>
    <message>
        <source>Previous film</source>
        <translation>Film précédent</translation>
    </message>
    <message>
        <source>Next film</source>
        <translation>Film suivant</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volume</translation>
    </message>
    <message>
        <source>Elapsed time</source>
        <translation>Temps écoulé</translation>
    </message>
    <message>
        <source>Total time</source>
        <translation>Durée totale</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>Commandes</translation>
    </message>
    <message>
        <source>Sound and subtitles</source>
        <translation>Son et sous-titres</translation>
    </message>
    <message>
        <source>Playlist</source>
        <translation>Liste de lecture</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>Quitter le plein écran</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Plein écran</translation>
    </message>
    <message>
        <source>Play again</source>
        <translation>Revoir</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Lecture</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>Rétablir le son</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>Couper le son</translation>
    </message>
    <message>
        <source>Speed {rate}</source>
        <translation>Vitesse {rate}</translation>
    </message>
</context>
<context>
    <name>Credentials</name>
    <message>
        <source>the keyring</source>
        <translation>le trousseau</translation>
    </message>
    <message>
        <source>the systemd credential hubspot-token</source>
        <translation>le secret systemd hubspot-token</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>libVLC cannot be used.</source>
        <translation>libVLC ne peut pas être utilisée.</translation>
    </message>
    <message>
        <source>libVLC&apos;s plug-ins are missing: {names}.</source>
        <translation>Il manque des greffons de libVLC : {names}.</translation>
    </message>
    <message>
        <source>Install them: sudo apt install vlc-plugin-base</source>
        <translation>Installez-les : sudo apt install vlc-plugin-base</translation>
    </message>
    <message>
        <source>libVLC&apos;s plug-ins for films are there</source>
        <translation>les greffons de libVLC pour les films sont là</translation>
    </message>
    <message>
        <source>Qt shows windows by {name}</source>
        <translation>Qt affiche les fenêtres par {name}</translation>
    </message>
    <message>
        <source>Qt finds no screen to show a window on.</source>
        <translation>Qt ne trouve aucun écran pour une fenêtre.</translation>
    </message>
    <message>
        <source>Start it on a desktop, or play with --headless.</source>
        <translation>Lancez-le sur un bureau, ou lisez avec --headless.</translation>
    </message>
    <message>
        <source>there is a sound output</source>
        <translation>il y a une sortie audio</translation>
    </message>
    <message>
        <source>There is no sound output: films play in silence.</source>
        <translation>Il n’y a pas de sortie audio : les films sont muets.</translation>
    </message>
    <message>
        <source>Connect one, or start PipeWire or PulseAudio for this user.</source>
        <translation>Branchez-en une, ou démarrez PipeWire ou PulseAudio pour cet utilisateur.</translation>
    </message>
    <message>
        <source>{store} can be used</source>
        <translation>{store} est utilisable</translation>
    </message>
    <message>
        <source>keyring_backend_unsafe is set: the token is kept in plain text ({where}), and whoever reads that can use the account.</source>
        <translation>keyring_backend_unsafe est défini : le jeton est gardé en clair ({where}), et quiconque le lit peut utiliser le compte.</translation>
    </message>
    <message>
        <source>Log out, install gnome-keyring or KWallet, take the setting out, and log in again.</source>
        <translation>Déconnectez-vous, installez gnome-keyring ou KWallet, retirez le réglage, et reconnectez-vous.</translation>
    </message>
    <message>
        <source>{error} ({state})</source>
        <translation>{error} ({state})</translation>
    </message>
    <message>
        <source>Whether an account is connected cannot be told without the keyring.</source>
        <translation>Sans le trousseau, on ne peut pas dire si un compte est connecté.</translation>
    </message>
    <message>
        <source>Mend the keyring first, see above.</source>
        <translation>Réparez d’abord le trousseau, voir plus haut.</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>verrouillé</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>absent</translation>
    </message>
    <message>
        <source>insecure</source>
        <translation>peu sûr</translation>
    </message>
    <message>
        <source>null</source>
        <translation>ne garde rien</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>sans réponse</translation>
    </message>
    <message>
        <source>HubSpot was not asked: the token cannot be read.</source>
        <translation>HubSpot n’a pas été interrogé : le jeton ne peut pas être lu.</translation>
    </message>
    <message>
        <source>Qt cannot be loaded: {why}.</source>
        <translation>Qt ne se charge pas : {why}.</translation>
    </message>
    <message>
        <source>Install what it names; tracker play says which packages bring it.</source>
        <translation>Installez ce qui est nommé ; tracker play dit quels paquets l’apportent.</translation>
    </message>
    <message>
        <source>a sign-in by your own app is stored; it is tried with the first event</source>
        <translation>une connexion par votre propre application est enregistrée ; elle est essayée au premier événement</translation>
    </message>
    <message>
        <source>an access token is stored; it is tried with the first event</source>
        <translation>un jeton d’accès est enregistré ; il est essayé au premier événement</translation>
    </message>
    <message>
        <source>API {family}; {note}</source>
        <translation>API {family} ; {note}</translation>
    </message>
    <message>
        <source>{text}; HubSpot supports v1 until September 2027.</source>
        <translation>{text} ; HubSpot prend v1 en charge jusqu’en septembre 2027.</translation>
    </message>
    <message>
        <source>Set hubspot_api to 2026-03 once `tracker doctor --online` says that it answers.</source>
        <translation>Mettez hubspot_api à 2026-03 dès que `tracker doctor --online` dit qu’elle répond.</translation>
    </message>
    <message>
        <source>{text}; HubSpot&apos;s schema of events does not name this version.</source>
        <translation>{text} ; le schéma d’événements de HubSpot ne nomme pas cette version.</translation>
    </message>
    <message>
        <source>Ask with `tracker doctor --online`, or set hubspot_api to 2026-03.</source>
        <translation>Demandez avec `tracker doctor --online`, ou mettez hubspot_api à 2026-03.</translation>
    </message>
    <message>
        <source>Set the clock and turn network time on: sudo timedatectl set-ntp true</source>
        <translation>Réglez l’horloge et activez l’heure réseau : sudo timedatectl set-ntp true</translation>
    </message>
    <message>
        <source>The clock says {when}, which is past.</source>
        <translation>L’horloge indique {when}, ce qui est passé.</translation>
    </message>
    <message>
        <source>the clock is set by the network</source>
        <translation>l’horloge est réglée par le réseau</translation>
    </message>
    <message>
        <source>the clock is in a year that can be</source>
        <translation>l’horloge indique une année plausible</translation>
    </message>
    <message>
        <source>Other users may look into {profile}.</source>
        <translation>D’autres utilisateurs peuvent voir dans {profile}.</translation>
    </message>
    <message>
        <source>Take that away: chmod 700 {profile}</source>
        <translation>Retirez ce droit : chmod 700 {profile}</translation>
    </message>
    <message>
        <source>Only {free} MB are free for {profile}.</source>
        <translation>Il ne reste que {free} Mo pour {profile}.</translation>
    </message>
    <message>
        <source>Free some space on that disk.</source>
        <translation>Libérez de l’espace sur ce disque.</translation>
    </message>
    <message>
        <source>{free} MB are free for {profile}</source>
        <translation>{free} Mo sont libres pour {profile}</translation>
    </message>
    <message>
        <source>{count} rows are damaged: {first}.</source>
        <translation>{count} lignes sont endommagées : {first}.</translation>
    </message>
    <message>
        <source>Check the disk; the damaged rows go to the dead letters, the others are sent.</source>
        <translation>Vérifiez le disque ; les lignes endommagées sont mises de côté, les autres envoyées.</translation>
    </message>
    <message>
        <source>{count} events were given up.</source>
        <translation>{count} événements ont été abandonnés.</translation>
    </message>
    <message>
        <source>See why: tracker outbox list --state dead</source>
        <translation>Voyez pourquoi : tracker outbox list --state dead</translation>
    </message>
    <message>
        <source>{count} events wait until it is known who watched.</source>
        <translation>{count} événements attendent que l’on sache qui a regardé.</translation>
    </message>
    <message>
        <source>See which: tracker outbox list --state held; name the person: tracker identify</source>
        <translation>Voyez lesquels : tracker outbox list --state held ; nommez la personne : tracker identify</translation>
    </message>
    <message>
        <source>{count} events to send, {delivered} delivered</source>
        <translation>{count} événements à envoyer, {delivered} livrés</translation>
    </message>
    <message>
        <source>This clock is {seconds} s ahead.</source>
        <translation>Cette horloge avance de {seconds} s.</translation>
    </message>
    <message>
        <source>This clock is {seconds} s behind.</source>
        <translation>Cette horloge retarde de {seconds} s.</translation>
    </message>
    <message>
        <source>Turn network time on: sudo timedatectl set-ntp true</source>
        <translation>Activez l’heure réseau : sudo timedatectl set-ntp true</translation>
    </message>
    <message>
        <source>{family}: {message}</source>
        <translation>{family} : {message}</translation>
    </message>
    <message>
        <source>Set hubspot_api to one that answers.</source>
        <translation>Mettez hubspot_api sur une version qui répond.</translation>
    </message>
    <message>
        <source>it takes externalPlayContext, which came in 2026</source>
        <translation>elle accepte externalPlayContext, arrivé en 2026</translation>
    </message>
    <message>
        <source>it does not take externalPlayContext, which came in 2026</source>
        <translation>elle n’accepte pas externalPlayContext, arrivé en 2026</translation>
    </message>
    <message>
        <source>libVLC cannot be asked.</source>
        <translation>libVLC ne peut pas être interrogée.</translation>
    </message>
    <message>
        <source>Install it again: sudo apt install libvlc5</source>
        <translation>Réinstallez-la : sudo apt install libvlc5</translation>
    </message>
</context>
<context>
    <name>DoctorPage</name>
    <message>
        <source>Doctor</source>
        <translation>Docteur</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Constats</translation>
    </message>
    <message>
        <source>Ask HubSpot too; this sends the token</source>
        <translation>Interroger aussi HubSpot ; cela envoie le jeton</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Vérifier de nouveau</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Copier le rapport</translation>
    </message>
    <message>
        <source>plugins</source>
        <translation>greffons</translation>
    </message>
    <message>
        <source>audio</source>
        <translation>son</translation>
    </message>
    <message>
        <source>keyring</source>
        <translation>trousseau</translation>
    </message>
    <message>
        <source>account</source>
        <translation>compte</translation>
    </message>
    <message>
        <source>clock</source>
        <translation>horloge</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>disque</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>file</translation>
    </message>
    <message>
        <source>online</source>
        <translation>en ligne</translation>
    </message>
    <message>
        <source>doctor</source>
        <translation>diagnostic</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>en ordre</translation>
    </message>
    <message>
        <source>worth a look</source>
        <translation>à regarder</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>en panne</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Vérification …</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to mend.</source>
        <translation>
            <numerusform>%n chose à réparer.</numerusform>
            <numerusform>%n choses à réparer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All serves; %n thing(s) worth a look.</source>
        <translation>
            <numerusform>Tout fonctionne ; %n chose à regarder.</numerusform>
            <numerusform>Tout fonctionne ; %n choses à regarder.</numerusform>
        </translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation>Tout va bien.</translation>
    </message>
    <message>
        <source>The report is copied; it names nobody.</source>
        <translation>Le rapport est copié ; il ne nomme personne.</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>{sentence} It is played, but not counted.</source>
        <translation>{sentence} La lecture a lieu, mais n’est pas comptée.</translation>
    </message>
    <message>
        <source>{name} holds more than {count} films; the first {count} are taken.</source>
        <translation>{name} contient plus de {count} films ; les {count} premiers sont pris.</translation>
    </message>
    <message>
        <source>Open the others in parts.</source>
        <translation>Ouvrez les autres par parties.</translation>
    </message>
    <message>
        <source>The folder {name} holds no films.</source>
        <translation>Le dossier {name} ne contient aucun film.</translation>
    </message>
    <message>
        <source>Choose a folder with films or sound in it.</source>
        <translation>Choisissez un dossier contenant des films ou du son.</translation>
    </message>
    <message>
        <source>The playlist {name} cannot be read: {why}.</source>
        <translation>La liste de lecture {name} ne peut pas être lue : {why}.</translation>
    </message>
    <message>
        <source>{name} cannot be read: {why}</source>
        <translation>{name} ne peut pas être lu : {why}</translation>
    </message>
    <message>
        <source>Check that the file is still there and may be read.</source>
        <translation>Vérifiez que le fichier existe encore et peut être lu.</translation>
    </message>
    <message>
        <source>The playlist {name} is larger than {megabytes} MB.</source>
        <translation>La liste de lecture {name} dépasse {megabytes} Mo.</translation>
    </message>
    <message>
        <source>Split it into several lists.</source>
        <translation>Divisez-la en plusieurs listes.</translation>
    </message>
    <message>
        <source>“{name}” does not say which kind of playlist it is.</source>
        <translation>« {name} » n’indique pas de quel type de liste il s’agit.</translation>
    </message>
    <message>
        <source>Let the name end in .m3u8, .m3u or .xspf.</source>
        <translation>Faites terminer le nom par .m3u8, .m3u ou .xspf.</translation>
    </message>
    <message>
        <source>The playlist {name} cannot be written: {why}.</source>
        <translation>La liste de lecture {name} ne peut pas être écrite : {why}.</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to.</source>
        <translation>Choisissez un dossier où vous pouvez écrire.</translation>
    </message>
    <message>
        <source>The playlist {name} is damaged: {why}.</source>
        <translation>La liste de lecture {name} est endommagée : {why}.</translation>
    </message>
    <message>
        <source>Save it again where it came from.</source>
        <translation>Enregistrez-la de nouveau là d’où elle vient.</translation>
    </message>
    <message>
        <source>it declares entities</source>
        <translation>elle déclare des entités</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>elle est imbriquée trop profondément</translation>
    </message>
    <message>
        <source>{sentence} {hint}</source>
        <translation>{sentence} {hint}</translation>
    </message>
    <message>
        <source>the document</source>
        <translation>le document</translation>
    </message>
    <message>
        <source>The player had to give up on {name}.</source>
        <translation>Le lecteur a dû renoncer à {name}.</translation>
    </message>
    <message>
        <source>{name} has {all} pages; the first {shown} are shown.</source>
        <translation>{name} compte {all} pages ; les {shown} premières sont affichées.</translation>
    </message>
    <message>
        <source>{name} cannot be used as subtitles.</source>
        <translation>{name} ne peut pas servir de sous-titres.</translation>
    </message>
    <message>
        <source>Choose a subtitle file, such as one that ends in .srt or .vtt.</source>
        <translation>Choisissez un fichier de sous-titres, par exemple en .srt ou .vtt.</translation>
    </message>
    <message>
        <source>This machine has no sound output, so media play without sound.</source>
        <translation>Cette machine n’a pas de sortie audio ; la lecture se fait sans son.</translation>
    </message>
    <message>
        <source>The log says why; please report it.</source>
        <translation>Le journal en donne la raison ; merci de le signaler.</translation>
    </message>
    <message>
        <source>This stream cannot be paused.</source>
        <translation>Ce flux ne peut pas être mis en pause.</translation>
    </message>
    <message>
        <source>Addresses that begin with {scheme}:// are not opened.</source>
        <translation>Les adresses commençant par {scheme}:// ne sont pas ouvertes.</translation>
    </message>
    <message>
        <source>Use a file, or an address that begins with https:// or http://.</source>
        <translation>Utilisez un fichier, ou une adresse commençant par https:// ou http://.</translation>
    </message>
    <message>
        <source>The file address {location} names another machine.</source>
        <translation>L’adresse de fichier {location} désigne une autre machine.</translation>
    </message>
    <message>
        <source>Use the path under which this machine reaches the file.</source>
        <translation>Utilisez le chemin par lequel cette machine atteint le fichier.</translation>
    </message>
    <message>
        <source>The address {url} is not a valid URL.</source>
        <translation>L’adresse {url} n’est pas une URL valide.</translation>
    </message>
    <message>
        <source>Copy the address again, whole, without spaces or line breaks.</source>
        <translation>Copiez de nouveau l’adresse, entière, sans espaces ni retours à la ligne.</translation>
    </message>
    <message>
        <source>This is not the name of a file.</source>
        <translation>Ce n’est pas le nom d’un fichier.</translation>
    </message>
    <message>
        <source>Name a media file, or an https:// address.</source>
        <translation>Indiquez un fichier multimédia ou une adresse https://.</translation>
    </message>
    <message>
        <source>There is no file {shown}.</source>
        <translation>Il n’y a pas de fichier {shown}.</translation>
    </message>
    <message>
        <source>Check the spelling, and whether the drive that holds it is connected.</source>
        <translation>Vérifiez l’orthographe, et que le disque qui le contient est connecté.</translation>
    </message>
    <message>
        <source>The file {shown} may not be read.</source>
        <translation>Le fichier {shown} ne peut pas être lu : accès refusé.</translation>
    </message>
    <message>
        <source>Ask its owner for read access, or copy it to a place of your own.</source>
        <translation>Demandez l’accès à son propriétaire, ou copiez-le dans un endroit à vous.</translation>
    </message>
    <message>
        <source>The file {shown} cannot be read: {why}.</source>
        <translation>Le fichier {shown} ne peut pas être lu : {why}.</translation>
    </message>
    <message>
        <source>Check the drive or the network share that holds it.</source>
        <translation>Vérifiez le disque ou le partage réseau qui le contient.</translation>
    </message>
    <message>
        <source>{shown} is a folder.</source>
        <translation>{shown} est un dossier.</translation>
    </message>
    <message>
        <source>Name a media file inside it.</source>
        <translation>Indiquez un fichier multimédia qui s’y trouve.</translation>
    </message>
    <message>
        <source>{shown} is not a regular file.</source>
        <translation>{shown} n’est pas un fichier ordinaire.</translation>
    </message>
    <message>
        <source>Only ordinary files and URLs are played.</source>
        <translation>Seuls les fichiers ordinaires et les URL sont lus.</translation>
    </message>
    <message>
        <source>The file {shown} is empty.</source>
        <translation>Le fichier {shown} est vide.</translation>
    </message>
    <message>
        <source>Copy or download it again; nothing had arrived.</source>
        <translation>Copiez-le ou téléchargez-le de nouveau ; rien n’était arrivé.</translation>
    </message>
    <message>
        <source>pypdfium2 cannot be used, which shows documents: {why}.</source>
        <translation>pypdfium2, qui affiche les documents, est inutilisable : {why}.</translation>
    </message>
    <message>
        <source>Install it: sudo apt install libvlc5 vlc-plugin-base</source>
        <translation>Installez-la : sudo apt install libvlc5 vlc-plugin-base</translation>
    </message>
    <message>
        <source>libVLC {version} is too new: this program plays with libVLC 3.0.</source>
        <translation>libVLC {version} est trop récente : ce programme lit avec libVLC 3.0.</translation>
    </message>
    <message>
        <source>Install libVLC 3 beside it: sudo apt install libvlc5 vlc-plugin-base</source>
        <translation>Installez libVLC 3 à côté : sudo apt install libvlc5 vlc-plugin-base</translation>
    </message>
    <message>
        <source>libVLC {version} is too old: 3.0.{oldest_patch} or a later 3.0 is needed.</source>
        <translation>libVLC {version} est trop ancienne : il faut la 3.0.{oldest_patch} ou une 3.0 plus récente.</translation>
    </message>
    <message>
        <source>python-vlc cannot be used: {why}.</source>
        <translation>python-vlc est inutilisable : {why}.</translation>
    </message>
    <message>
        <source>Install it: pip install &apos;media-bridge-tracker[player]&apos;</source>
        <translation>Installez-le : pip install &apos;media-bridge-tracker[player]&apos;</translation>
    </message>
    <message>
        <source>PYTHON_VLC_LIB_PATH or PYTHON_VLC_MODULE_PATH names no libVLC.</source>
        <translation>PYTHON_VLC_LIB_PATH ou PYTHON_VLC_MODULE_PATH ne désigne aucune libVLC.</translation>
    </message>
    <message>
        <source>Unset both variables, or correct them.</source>
        <translation>Supprimez les deux variables, ou corrigez-les.</translation>
    </message>
    <message>
        <source>libVLC was not found.</source>
        <translation>libVLC est introuvable.</translation>
    </message>
    <message>
        <source>libVLC is there, but its plug-ins are missing.</source>
        <translation>libVLC est là, mais ses greffons manquent.</translation>
    </message>
    <message>
        <source>Install them: sudo apt install vlc-plugin-base</source>
        <translation>Installez-les : sudo apt install vlc-plugin-base</translation>
    </message>
    <message>
        <source>Page {number} of {name} cannot be read.</source>
        <translation>La page {number} de {name} ne peut pas être lue.</translation>
    </message>
    <message>
        <source>Export the document again, whole, from where it was made.</source>
        <translation>Exportez de nouveau le document, entier, depuis son application d’origine.</translation>
    </message>
    <message>
        <source>{name} is locked by a password.</source>
        <translation>{name} est protégé par un mot de passe.</translation>
    </message>
    <message>
        <source>Save a copy of the document without a password, and open that.</source>
        <translation>Enregistrez une copie sans mot de passe, et ouvrez-la.</translation>
    </message>
    <message>
        <source>{name} is damaged: its pages cannot be read.</source>
        <translation>{name} est endommagé : ses pages ne peuvent pas être lues.</translation>
    </message>
    <message>
        <source>Download it or export it again, whole, from where it was made.</source>
        <translation>Téléchargez-le ou exportez-le de nouveau, entier.</translation>
    </message>
    <message>
        <source>{name} did not answer within {seconds} seconds.</source>
        <translation>{name} n’a pas répondu en {seconds} secondes.</translation>
    </message>
    <message>
        <source>Check the network, then try again.</source>
        <translation>Vérifiez le réseau, puis réessayez.</translation>
    </message>
    <message>
        <source>Nothing that can be played was found at {name}.</source>
        <translation>Rien de lisible n’a été trouvé à {name}.</translation>
    </message>
    <message>
        <source>Check the address and the network, and that it leads to a film or to sound.</source>
        <translation>Vérifiez l’adresse et le réseau, et qu’elle mène à un film ou à du son.</translation>
    </message>
    <message>
        <source>{name} holds no picture and no sound that can be played.</source>
        <translation>{name} ne contient ni image ni son lisibles.</translation>
    </message>
    <message>
        <source>Check that it is a whole media file, not something else under its name.</source>
        <translation>Vérifiez qu’il s’agit d’un fichier multimédia entier, et non d’autre chose sous ce nom.</translation>
    </message>
    <message>
        <source>Another process keeps the queue locked.</source>
        <translation>Un autre processus garde la file verrouillée.</translation>
    </message>
    <message>
        <source>Wait a moment; if it lasts, end the other process.</source>
        <translation>Attendez un instant ; si cela dure, arrêtez l’autre processus.</translation>
    </message>
    <message>
        <source>The queue {path} cannot be opened for writing.</source>
        <translation>La file {path} ne peut pas être ouverte en écriture.</translation>
    </message>
    <message>
        <source>Make sure that the profile directory and its files are yours and writable.</source>
        <translation>Assurez-vous que le dossier du profil et ses fichiers vous appartiennent et sont modifiables.</translation>
    </message>
    <message>
        <source>The disk failed while the queue {path} was used ({why}).</source>
        <translation>Le disque a failli pendant l’usage de la file {path} ({why}).</translation>
    </message>
    <message>
        <source>Check the disk; nothing that was acknowledged is lost.</source>
        <translation>Vérifiez le disque ; rien de ce qui a été confirmé n’est perdu.</translation>
    </message>
    <message>
        <source>The profile {folder} cannot be used: {why}.</source>
        <translation>Le profil {folder} est inutilisable : {why}.</translation>
    </message>
    <message>
        <source>Make sure that the profile directory is yours and writable.</source>
        <translation>Assurez-vous que le dossier du profil vous appartient et est modifiable.</translation>
    </message>
    <message>
        <source>The disk of {profile} is full.</source>
        <translation>Le disque de {profile} est plein.</translation>
    </message>
    <message>
        <source>Free some space; nothing that was queued is lost.</source>
        <translation>Libérez de la place ; rien de ce qui était en file n’est perdu.</translation>
    </message>
    <message>
        <source>The file {path} is damaged or is not a queue of this program.</source>
        <translation>Le fichier {path} est endommagé ou n’est pas une file de ce programme.</translation>
    </message>
    <message>
        <source>Move the file away, or choose another profile with --profile DIR.</source>
        <translation>Déplacez le fichier, ou choisissez un autre profil avec --profile DIR.</translation>
    </message>
    <message>
        <source>Neither the queue nor the spill can be written: {why}.</source>
        <translation>Ni la file ni le fichier de secours ne peuvent être écrits : {why}.</translation>
    </message>
    <message>
        <source>Check the disk; what was acknowledged before is not lost.</source>
        <translation>Vérifiez le disque ; ce qui était confirmé auparavant n’est pas perdu.</translation>
    </message>
    <message>
        <source>Another process is preparing or mending the queue and does not finish.</source>
        <translation>Un autre processus prépare ou répare la file et n’en finit pas.</translation>
    </message>
    <message>
        <source>Wait a moment and try again.</source>
        <translation>Attendez un instant et réessayez.</translation>
    </message>
    <message>
        <source>Under Wayland libVLC has no window to draw into, so films are drawn by the program itself; started with QT_QPA_PLATFORM=xcb it has one.</source>
        <translation>Sous Wayland, libVLC n’a pas de fenêtre où dessiner : le programme dessine donc les films lui-même ; lancé avec QT_QPA_PLATFORM=xcb, il en a une.</translation>
    </message>
    <message>
        <source>libVLC shows no picture in a window of its own.</source>
        <translation>libVLC n’affiche aucune image dans sa propre fenêtre.</translation>
    </message>
    <message>
        <source>Install its outputs (sudo apt install vlc-plugin-video-output), or set video = canvas.</source>
        <translation>Installez ses sorties (sudo apt install vlc-plugin-video-output), ou réglez video = canvas.</translation>
    </message>
    <message>
        <source>That is not a HubSpot token.</source>
        <translation>Ce n’est pas un jeton HubSpot.</translation>
    </message>
    <message>
        <source>A token is one word of letters, digits and dashes, such as pat-na1-…; copy it whole.</source>
        <translation>Un jeton est un seul mot de lettres, de chiffres et de tirets, comme pat-na1-… ; copiez-le en entier.</translation>
    </message>
    <message>
        <source>No HubSpot account is connected to this profile.</source>
        <translation>Aucun compte HubSpot n’est connecté à ce profil.</translation>
    </message>
    <message>
        <source>Connect one with `tracker login`.</source>
        <translation>Connectez-en un avec `tracker login`.</translation>
    </message>
    <message>
        <source>What {name} holds for this profile is not a HubSpot token.</source>
        <translation>Ce que {name} contient pour ce profil n’est pas un jeton HubSpot.</translation>
    </message>
    <message>
        <source>Log in again with `tracker login`.</source>
        <translation>Reconnectez-vous avec `tracker login`.</translation>
    </message>
    <message>
        <source>The keyring is locked.</source>
        <translation>Le trousseau est verrouillé.</translation>
    </message>
    <message>
        <source>Unlock it (log in to the desktop, or open its password manager), try again.</source>
        <translation>Déverrouillez-le (ouvrez une session du bureau, ou son gestionnaire de mots de passe), puis réessayez.</translation>
    </message>
    <message>
        <source>The keyring does not answer; it probably waits to be unlocked.</source>
        <translation>Le trousseau ne répond pas ; il attend sans doute d’être déverrouillé.</translation>
    </message>
    <message>
        <source>Look for its password window, unlock it, and try again.</source>
        <translation>Cherchez sa fenêtre de mot de passe, déverrouillez-le, puis réessayez.</translation>
    </message>
    <message>
        <source>The keyring of this machine is not known to keep secrets safe: it may write them to a file in plain text.</source>
        <translation>Rien ne dit que le trousseau de cette machine garde les secrets en sûreté : il les écrit peut-être en clair dans un fichier.</translation>
    </message>
    <message>
        <source>Install gnome-keyring or KWallet, and unset PYTHON_KEYRING_BACKEND. Who accepts that whoever reads that file can use the HubSpot account sets keyring_backend_unsafe = &quot;{plain_text_phrase}&quot;.</source>
        <translation>Installez gnome-keyring ou KWallet, et supprimez PYTHON_KEYRING_BACKEND. Qui accepte que quiconque lit ce fichier puisse utiliser le compte HubSpot définit keyring_backend_unsafe = &quot;{plain_text_phrase}&quot;.</translation>
    </message>
    <message>
        <source>The keyring chosen on this machine keeps nothing: the token would be lost.</source>
        <translation>Le trousseau choisi sur cette machine ne garde rien : le jeton serait perdu.</translation>
    </message>
    <message>
        <source>Unset PYTHON_KEYRING_BACKEND, or take default-keyring out of keyringrc.cfg.</source>
        <translation>Supprimez PYTHON_KEYRING_BACKEND, ou retirez default-keyring de keyringrc.cfg.</translation>
    </message>
    <message>
        <source>This machine has no keyring to keep the HubSpot token in.</source>
        <translation>Cette machine n’a pas de trousseau où garder le jeton HubSpot.</translation>
    </message>
    <message>
        <source>Install and start gnome-keyring or KWallet; on a kiosk use a systemd credential named hubspot-token.</source>
        <translation>Installez et démarrez gnome-keyring ou KWallet ; sur une borne, utilisez un secret systemd nommé hubspot-token.</translation>
    </message>
    <message>
        <source>The systemd credential {name} cannot be read ({why}).</source>
        <translation>Le secret systemd {name} ne peut pas être lu ({why}).</translation>
    </message>
    <message>
        <source>The systemd credential {name} is empty.</source>
        <translation>Le secret systemd {name} est vide.</translation>
    </message>
    <message>
        <source>The systemd credential {name} is not a HubSpot token.</source>
        <translation>Le secret systemd {name} n’est pas un jeton HubSpot.</translation>
    </message>
    <message>
        <source>Put the token into the credential with systemd-creds, and restart the service.</source>
        <translation>Mettez le jeton dans le secret avec systemd-creds, et redémarrez le service.</translation>
    </message>
    <message>
        <source>This machine&apos;s HubSpot token is a systemd credential, which cannot be changed here.</source>
        <translation>Le jeton HubSpot de cette machine est un secret systemd, qui ne peut pas être modifié ici.</translation>
    </message>
    <message>
        <source>Change the credential {credential} of the service with systemd-creds instead.</source>
        <translation>Modifiez plutôt le secret {credential} du service avec systemd-creds.</translation>
    </message>
    <message>
        <source>Nobody answered HubSpot&apos;s page in time.</source>
        <translation>Personne n’a répondu à temps à la page de HubSpot.</translation>
    </message>
    <message>
        <source>Start `tracker login --oauth` anew.</source>
        <translation>Relancez `tracker login --oauth`.</translation>
    </message>
    <message>
        <source>HubSpot did not connect the app ({error}).</source>
        <translation>HubSpot n’a pas connecté l’application ({error}).</translation>
    </message>
    <message>
        <source>The person must be a super admin, or may install apps; then log in again.</source>
        <translation>La personne doit être super administrateur ou pouvoir installer des applications ; reconnectez-vous ensuite.</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>sans raison donnée</translation>
    </message>
    <message>
        <source>Port {port} of this machine is taken, so that HubSpot could not answer there.</source>
        <translation>Le port {port} de cette machine est pris : HubSpot ne pourrait pas y répondre.</translation>
    </message>
    <message>
        <source>Name another one with --port, and list it as redirect URL on the app&apos;s page.</source>
        <translation>Indiquez-en un autre avec --port, et inscrivez-le comme URL de redirection sur la page de l’application.</translation>
    </message>
    <message>
        <source>HubSpot did not grant the permission {permissions}.</source>
        <translation>HubSpot n’a pas accordé la permission {permissions}.</translation>
    </message>
    <message>
        <source>Add it to the scopes on the app&apos;s page, and log in again.</source>
        <translation>Ajoutez-la aux scopes sur la page de l’application, et reconnectez-vous.</translation>
    </message>
    <message>
        <source>{delay}.</source>
        <translation>{delay}.</translation>
    </message>
    <message>
        <source>Try `tracker login --oauth` again later.</source>
        <translation>Réessayez `tracker login --oauth` plus tard.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Réessayez plus tard.</translation>
    </message>
    <message>
        <source>That is not the client id of a HubSpot app.</source>
        <translation>Ce n’est pas l’identifiant client d’une application HubSpot.</translation>
    </message>
    <message>
        <source>That is not the client secret of a HubSpot app.</source>
        <translation>Ce n’est pas le secret client d’une application HubSpot.</translation>
    </message>
    <message>
        <source>HubSpot gave a refresh token that no keyring can keep.</source>
        <translation>HubSpot a donné un jeton d’actualisation qu’aucun trousseau ne peut garder.</translation>
    </message>
    <message>
        <source>Report this; meanwhile log in with an access token.</source>
        <translation>Signalez-le ; en attendant, connectez-vous avec un jeton d’accès.</translation>
    </message>
    <message>
        <source>Copy it whole from the app&apos;s page, under Auth.</source>
        <translation>Copiez-le en entier depuis la page de l’application, sous Auth.</translation>
    </message>
    <message>
        <source>What is stored for this profile is not a HubSpot sign-in.</source>
        <translation>Ce qui est enregistré pour ce profil n’est pas une connexion HubSpot.</translation>
    </message>
    <message>
        <source>Make the media object in HubSpot and write its id as media_bridge_id, or leave it: events carry the external id.</source>
        <translation>Créez l’objet média dans HubSpot et écrivez son numéro comme media_bridge_id, ou laissez : les événements portent l’identifiant externe.</translation>
    </message>
    <message>
        <source>Look for it in HubSpot first: if it is there, write its id as media_bridge_id, and only otherwise try again.</source>
        <translation>Cherchez-le d’abord dans HubSpot : s’il y est, écrivez son numéro comme media_bridge_id ; sinon seulement, réessayez.</translation>
    </message>
    <message>
        <source>HubSpot&apos;s answer names no media object.</source>
        <translation>La réponse de HubSpot ne nomme aucun objet média.</translation>
    </message>
    <message>
        <source>HubSpot does not offer media objects to this account.</source>
        <translation>HubSpot n’offre pas d’objets média à ce compte.</translation>
    </message>
    <message>
        <source>{message}.</source>
        <translation>{message}.</translation>
    </message>
    <message>
        <source>Then try again.</source>
        <translation>Puis réessayez.</translation>
    </message>
    <message>
        <source>{said}; the object may have been made.</source>
        <translation>{said} ; l’objet a peut-être été créé.</translation>
    </message>
    <message>
        <source>Nothing was made; try again later.</source>
        <translation>Rien n’a été créé ; réessayez plus tard.</translation>
    </message>
    <message>
        <source>HubSpot&apos;s answer to the sign-in is in no form of HubSpot&apos;s.</source>
        <translation>La réponse à la connexion n’a aucune forme que HubSpot emploie.</translation>
    </message>
    <message>
        <source>Check hubspot_base_url and what stands between, such as a proxy.</source>
        <translation>Vérifiez hubspot_base_url et ce qui se trouve entre les deux, par exemple un proxy.</translation>
    </message>
    <message>
        <source>HubSpot refuses the sign-in ({words}).</source>
        <translation>HubSpot refuse la connexion ({words}).</translation>
    </message>
    <message>
        <source>HubSpot refuses the sign-in.</source>
        <translation>HubSpot refuse la connexion.</translation>
    </message>
    <message>
        <source>Log in again with `tracker login --oauth`; nothing is sent until then.</source>
        <translation>Reconnectez-vous avec `tracker login --oauth` ; rien n’est envoyé d’ici là.</translation>
    </message>
    <message>
        <source>HubSpot&apos;s token endpoint answered {status}: {words}.</source>
        <translation>Le point d’accès aux jetons de HubSpot a répondu {status} : {words}.</translation>
    </message>
    <message>
        <source>no reason</source>
        <translation>sans raison donnée</translation>
    </message>
    <message>
        <source>Check hubspot_oauth, the app&apos;s client id and secret, and its redirect URL.</source>
        <translation>Vérifiez hubspot_oauth, l’identifiant et le secret client de l’application, et son URL de redirection.</translation>
    </message>
    <message>
        <source>HubSpot&apos;s answer holds no token.</source>
        <translation>La réponse de HubSpot ne contient aucun jeton.</translation>
    </message>
    <message>
        <source>Log in again with `tracker login --oauth`.</source>
        <translation>Reconnectez-vous avec `tracker login --oauth`.</translation>
    </message>
    <message>
        <source>The address set for HubSpot is not a web address.</source>
        <translation>L’adresse réglée pour HubSpot n’est pas une adresse web.</translation>
    </message>
    <message>
        <source>The address set for HubSpot has a user name, a query or a fragment in it.</source>
        <translation>L’adresse réglée pour HubSpot contient un nom d’utilisateur, une requête ou un fragment.</translation>
    </message>
    <message>
        <source>HubSpot&apos;s address would send the token unencrypted to {host}.</source>
        <translation>L’adresse de HubSpot enverrait le jeton non chiffré à {host}.</translation>
    </message>
    <message>
        <source>Use https://; plain http is allowed for this machine (127.0.0.1) only.</source>
        <translation>Utilisez https:// ; le http non chiffré n’est permis que vers cette machine (127.0.0.1).</translation>
    </message>
    <message>
        <source>Use an address like {base_url}, or remove the setting to get that one.</source>
        <translation>Utilisez une adresse comme {base_url}, ou retirez le réglage pour obtenir celle-ci.</translation>
    </message>
    <message>
        <source>The stored HubSpot token holds characters that no token has.</source>
        <translation>Le jeton HubSpot enregistré contient des caractères qu’aucun jeton n’a.</translation>
    </message>
    <message>
        <source>The proxy that this machine sets for https cannot be used.</source>
        <translation>Le proxy que cette machine définit pour https est inutilisable.</translation>
    </message>
    <message>
        <source>Set HTTPS_PROXY to an http:// proxy, or add HubSpot&apos;s host to NO_PROXY.</source>
        <translation>Réglez HTTPS_PROXY sur un proxy http://, ou ajoutez l’hôte de HubSpot à NO_PROXY.</translation>
    </message>
    <message>
        <source>This process was forked from one that tracks, so it cannot track as well.</source>
        <translation>Ce processus est issu (fork) d’un autre qui compte déjà : il ne peut pas compter aussi.</translation>
    </message>
    <message>
        <source>Start it afresh (multiprocessing: “spawn”), or fork before the first viewing.</source>
        <translation>Lancez-le à neuf (multiprocessing : « spawn »), ou dérivez-le avant le premier visionnage.</translation>
    </message>
    <message>
        <source>Who watches is not told by a Viewer.</source>
        <translation>La personne qui regarde n’est pas indiquée par un Viewer.</translation>
    </message>
    <message>
        <source>Write tracker.Viewer(contact_id=101), for instance.</source>
        <translation>Écrivez par exemple tracker.Viewer(contact_id=101).</translation>
    </message>
    <message>
        <source>A contact id is a whole number above 0.</source>
        <translation>Un numéro de contact est un entier supérieur à 0.</translation>
    </message>
    <message>
        <source>HubSpot shows it in the record.</source>
        <translation>HubSpot l’affiche dans la fiche.</translation>
    </message>
    <message>
        <source>{what} has the media object {media_bridge_id} already.</source>
        <translation>{what} a déjà l’objet média {media_bridge_id}.</translation>
    </message>
    <message>
        <source>Take media_bridge_id out of media.toml to make another one.</source>
        <translation>Retirez media_bridge_id de media.toml pour en créer un autre.</translation>
    </message>
    <message>
        <source>This profile holds events that were played for the stand-in.</source>
        <translation>Ce profil contient des événements joués pour le bac à sable.</translation>
    </message>
    <message>
        <source>Deliver them with `tracker play --sandbox`, or use another --profile DIR.</source>
        <translation>Livrez-les avec `tracker play --sandbox`, ou utilisez un autre --profile DIR.</translation>
    </message>
    <message>
        <source>Choose a directory that you may write to with --profile DIR.</source>
        <translation>Choisissez avec --profile DIR un dossier où vous pouvez écrire.</translation>
    </message>
    <message>
        <source>The profile {path} is not a directory.</source>
        <translation>Le profil {path} n’est pas un dossier.</translation>
    </message>
    <message>
        <source>The profile {path} cannot be made: {why}.</source>
        <translation>Le profil {path} ne peut pas être créé : {why}.</translation>
    </message>
    <message>
        <source>The profile {path} cannot be written to.</source>
        <translation>Le profil {path} n’est pas modifiable.</translation>
    </message>
    <message>
        <source>This profile holds {count} events for the real HubSpot.</source>
        <translation>Ce profil contient {count} événements pour le vrai HubSpot.</translation>
    </message>
    <message>
        <source>Give --sandbox a profile of its own with --profile DIR.</source>
        <translation>Donnez à --sandbox son propre profil avec --profile DIR.</translation>
    </message>
    <message>
        <source>No film may be followed.</source>
        <translation>Aucun film ne peut être suivi.</translation>
    </message>
    <message>
        <source>Name folders or patterns, such as ~/Films.</source>
        <translation>Indiquez des dossiers ou des motifs, comme ~/Films.</translation>
    </message>
    <message>
        <source>There is no {entry}.</source>
        <translation>{entry} n’existe pas.</translation>
    </message>
    <message>
        <source>Name a folder, a file, or a pattern with a *.</source>
        <translation>Indiquez un dossier, un fichier ou un motif avec un *.</translation>
    </message>
    <message>
        <source>Each [[media]] names one of file, content or address, and then what is known of it.</source>
        <translation>Chaque [[media]] nomme file, content ou address, puis ce qu’on en sait.</translation>
    </message>
    <message>
        <source>{path}, entry {number}</source>
        <translation>{path}, entrée {number}</translation>
    </message>
    <message>
        <source>{path} cannot be read: {why}</source>
        <translation>{path} ne peut pas être lu : {why}</translation>
    </message>
    <message>
        <source>{path}: “media” is not a list.</source>
        <translation>{path} : « media » n’est pas une liste.</translation>
    </message>
    <message>
        <source>{where} does not say which medium it is about.</source>
        <translation>{where} ne dit pas de quel média il s’agit.</translation>
    </message>
    <message>
        <source>{where}: “{name}” is unknown.</source>
        <translation>{where} : « {name} » est inconnu.</translation>
    </message>
    <message>
        <source>{where}: “{name}” is no number above 0.</source>
        <translation>{where} : « {name} » n’est pas un nombre supérieur à 0.</translation>
    </message>
    <message>
        <source>{where}: “{name}” is not a text.</source>
        <translation>{where} : « {name} » n’est pas un texte.</translation>
    </message>
    <message>
        <source>libVLC does not accept the address {mrl}.</source>
        <translation>libVLC n’accepte pas l’adresse {mrl}.</translation>
    </message>
    <message>
        <source>Check how it is spelled.</source>
        <translation>Vérifiez son orthographe.</translation>
    </message>
    <message>
        <source>row {seq} is damaged: {damage}</source>
        <translation>la ligne {seq} est endommagée : {damage}</translation>
    </message>
    <message>
        <source>The SQLite in use ({version}) can damage a shared queue.</source>
        <translation>Le SQLite employé ({version}) peut endommager une file partagée.</translation>
    </message>
    <message>
        <source>Install apsw 3.51.3.0 or later.</source>
        <translation>Installez apsw 3.51.3.0 ou plus récent.</translation>
    </message>
    <message>
        <source>Nothing needs to be done but to try again.</source>
        <translation>Il n’y a rien à faire, sinon réessayer.</translation>
    </message>
    <message>
        <source>Another process has just mended the queue.</source>
        <translation>Un autre processus vient de réparer la file.</translation>
    </message>
    <message>
        <source>There is no session {session_id}.</source>
        <translation>Il n’y a pas de session {session_id}.</translation>
    </message>
    <message>
        <source>`tracker outbox list` shows the sessions.</source>
        <translation>`tracker outbox list` affiche les sessions.</translation>
    </message>
    <message>
        <source>An event of session {session_id} is being sent at this moment.</source>
        <translation>Un événement de la session {session_id} est en cours d’envoi.</translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>Réessayez dans une minute.</translation>
    </message>
    <message>
        <source>; {count} could not be read</source>
        <translation> ; {count} n’ont pas pu être lus</translation>
    </message>
    <message>
        <source>The queue was damaged and has been built anew: {queued} waiting and {delivered} delivered events were saved{lost}. The damaged file is kept in {quarantine}.</source>
        <translation>La file était endommagée et a été reconstruite : {queued} événements en attente et {delivered} livrés ont été sauvés{lost}. Le fichier endommagé est gardé dans {quarantine}.</translation>
    </message>
    <message>
        <source>The queue has been damaged {count} times.</source>
        <translation>La file a été endommagée {count} fois.</translation>
    </message>
    <message>
        <source>Check the disk; then move what is in {home} away.</source>
        <translation>Vérifiez le disque ; déplacez ensuite ce qui est dans {home}.</translation>
    </message>
    <message>
        <source>The profile directory {profile} cannot be made: {why}.</source>
        <translation>Le dossier du profil {profile} ne peut pas être créé : {why}.</translation>
    </message>
    <message>
        <source>The profile {profile} is not a directory.</source>
        <translation>Le profil {profile} n’est pas un dossier.</translation>
    </message>
    <message>
        <source>Choose another with --profile DIR.</source>
        <translation>Choisissez-en un autre avec --profile DIR.</translation>
    </message>
    <message>
        <source>The profile directory {profile} lies on a network file system ({kind_of_disk}), which would damage the queue.</source>
        <translation>Le dossier du profil {profile} est sur un système de fichiers réseau ({kind_of_disk}), qui endommagerait la file.</translation>
    </message>
    <message>
        <source>Choose a directory on a disk of this machine with --profile DIR.</source>
        <translation>Choisissez avec --profile DIR un dossier sur un disque de cette machine.</translation>
    </message>
    <message>
        <source>The tables in {path} are not those of version {version}.</source>
        <translation>Les tables de {path} ne sont pas celles de la version {version}.</translation>
    </message>
    <message>
        <source>Choose another profile with --profile DIR.</source>
        <translation>Choisissez un autre profil avec --profile DIR.</translation>
    </message>
    <message>
        <source>The disk of {parent} cannot hold a write-ahead log (mode {mode}).</source>
        <translation>Le disque de {parent} ne peut pas tenir de journal write-ahead (mode {mode}).</translation>
    </message>
    <message>
        <source>Choose a directory on an ordinary local disk with --profile DIR.</source>
        <translation>Choisissez avec --profile DIR un dossier sur un disque local ordinaire.</translation>
    </message>
    <message>
        <source>Account {stranger} answered, but this profile belongs to another account.</source>
        <translation>Le compte {stranger} a répondu, mais ce profil appartient à un autre compte.</translation>
    </message>
    <message>
        <source>Log in to the profile&apos;s own account, or use another --profile DIR.</source>
        <translation>Connectez-vous au compte du profil, ou utilisez un autre --profile DIR.</translation>
    </message>
    <message>
        <source>Another process has taken over sending for this profile.</source>
        <translation>Un autre processus a repris l’envoi pour ce profil.</translation>
    </message>
    <message>
        <source>Nothing is lost: the other process sends what is queued.</source>
        <translation>Rien n’est perdu : l’autre processus envoie ce qui est en file.</translation>
    </message>
    <message>
        <source>{contact_id} cannot be the id of a contact.</source>
        <translation>{contact_id} ne peut pas être le numéro d’un contact.</translation>
    </message>
    <message>
        <source>The id is the number in the address of the contact&apos;s page.</source>
        <translation>Le numéro est dans l’adresse de la page du contact.</translation>
    </message>
    <message>
        <source>`tracker outbox list --state held` shows the sessions that wait.</source>
        <translation>`tracker outbox list --state held` affiche les sessions qui attendent.</translation>
    </message>
    <message>
        <source>Session {session_id} already belongs to {who}.</source>
        <translation>La session {session_id} appartient déjà à : {who}.</translation>
    </message>
    <message>
        <source>A session is attached once; what it holds is that viewer&apos;s.</source>
        <translation>Une session est attribuée une seule fois ; ce qu’elle contient est à ce spectateur.</translation>
    </message>
    <message>
        <source>contact {contact_id}</source>
        <translation>contact {contact_id}</translation>
    </message>
    <message>
        <source>badge {badge}</source>
        <translation>badge {badge}</translation>
    </message>
    <message>
        <source>another viewer</source>
        <translation>un autre spectateur</translation>
    </message>
    <message>
        <source>process {pid}</source>
        <translation>processus {pid}</translation>
    </message>
    <message>
        <source>another process</source>
        <translation>un autre processus</translation>
    </message>
    <message>
        <source>A player is already running on this profile ({who}).</source>
        <translation>Un lecteur tourne déjà sur ce profil ({who}).</translation>
    </message>
    <message>
        <source>Close that player first, or give this one another --profile DIR.</source>
        <translation>Fermez d’abord ce lecteur-là, ou donnez à celui-ci un autre --profile DIR.</translation>
    </message>
    <message>
        <source>The lock file {path} cannot be used: {why}.</source>
        <translation>Le fichier de verrou {path} est inutilisable : {why}.</translation>
    </message>
    <message>
        <source>No lock can be had in {folder}.</source>
        <translation>Aucun verrou ne peut être obtenu dans {folder}.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made: {why}.</source>
        <translation>Le dossier {folder} ne peut pas être créé : {why}.</translation>
    </message>
    <message>
        <source>its checksum does not hold</source>
        <translation>sa somme de contrôle est fausse</translation>
    </message>
    <message>
        <source>the checksum of what was sent does not hold</source>
        <translation>la somme de contrôle de ce qui a été envoyé est fausse</translation>
    </message>
    <message>
        <source>The file queue.db in the profile is not a queue of this program.</source>
        <translation>Le fichier queue.db du profil n’est pas une file de ce programme.</translation>
    </message>
    <message>
        <source>The file queue.db in the profile has no version.</source>
        <translation>Le fichier queue.db du profil n’a pas de version.</translation>
    </message>
    <message>
        <source>The queue was written by a newer version of this program (format {version}, this version knows {known}).</source>
        <translation>La file a été écrite par une version plus récente de ce programme (format {version}, cette version connaît {known}).</translation>
    </message>
    <message>
        <source>Install the newer version again; the queue has been left as it was.</source>
        <translation>Réinstallez la version plus récente ; la file est restée telle quelle.</translation>
    </message>
    <message>
        <source>{lost_events} events were lost, since nothing can be written.</source>
        <translation>{lost_events} événements ont été perdus, car rien ne peut être écrit.</translation>
    </message>
    <message>
        <source>Free some space on the disk.</source>
        <translation>Libérez de la place sur le disque.</translation>
    </message>
    <message>
        <source>That failed by a mistake of this program ({kind}).</source>
        <translation>Cela a échoué par une erreur de ce programme ({kind}).</translation>
    </message>
    <message>
        <source>The log of the profile says more; trying again may help.</source>
        <translation>Le journal du profil en dit plus ; réessayer peut aider.</translation>
    </message>
    <message>
        <source>Sending failed by a mistake of this program ({kind}).</source>
        <translation>L’envoi a échoué à cause d’une erreur de ce programme ({kind}).</translation>
    </message>
    <message>
        <source>Nothing is lost, and it begins anew; the log says more.</source>
        <translation>Rien n’est perdu, et il reprend de lui-même ; le journal en dit plus.</translation>
    </message>
    <message>
        <source>Counting failed by a mistake of this program ({kind}).</source>
        <translation>Le comptage a échoué à cause d’une erreur de ce programme ({kind}).</translation>
    </message>
    <message>
        <source>It goes on from what was saved last; the log says more.</source>
        <translation>Il reprend à partir de ce qui a été enregistré en dernier ; le journal en dit plus.</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>The export {path} cannot be written: {error}.</source>
        <translation>L’export {path} ne peut pas être écrit : {error}.</translation>
    </message>
    <message>
        <source>Name a file in a directory that you may write to.</source>
        <translation>Nommez un fichier dans un dossier où vous pouvez écrire.</translation>
    </message>
</context>
<context>
    <name>Extras</name>
    <message>
        <source>off</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>Sound: {name}</source>
        <translation>Son : {name}</translation>
    </message>
    <message>
        <source>Subtitles: {name}</source>
        <translation>Sous-titres : {name}</translation>
    </message>
    <message>
        <source>No other sound</source>
        <translation>Pas d’autre piste audio</translation>
    </message>
    <message>
        <source>No subtitles</source>
        <translation>Pas de sous-titres</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Image suivante</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>Image précédente</translation>
    </message>
    <message>
        <source>No picture could be saved in {folder}</source>
        <translation>Impossible d’enregistrer une image dans {folder}</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>Enregistrée sous {name}</translation>
    </message>
    <message>
        <source>Loop from {time} …</source>
        <translation>Boucle à partir de {time} …</translation>
    </message>
    <message>
        <source>Loop {start} – {end}</source>
        <translation>Boucle {start} – {end}</translation>
    </message>
    <message>
        <source>No loop</source>
        <translation>Sans boucle</translation>
    </message>
    <message>
        <source>Track {number}</source>
        <translation>Piste {number}</translation>
    </message>
</context>
<context>
    <name>FilmGrid</name>
    <message>
        <source>Films</source>
        <translation>Films</translation>
    </message>
    <message>
        <source>{name}, {percent} percent watched</source>
        <translation>{name}, vu à {percent} pour cent</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Sound</source>
        <translation>Son</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>Sous-titres</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucun</translation>
    </message>
    <message>
        <source>Add a subtitle file …</source>
        <translation>Ajouter un fichier de sous-titres …</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Lire</translation>
    </message>
    <message>
        <source>Previous film</source>
        <translation>Film précédent</translation>
    </message>
    <message>
        <source>Next film</source>
        <translation>Film suivant</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Vitesse</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>Couper le son</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Enregistrer l’image</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Image suivante</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>Image précédente</translation>
    </message>
    <message>
        <source>Who watches …</source>
        <translation>Qui regarde …</translation>
    </message>
    <message>
        <source>Pause tracking</source>
        <translation>Suspendre le suivi</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Plein écran</translation>
    </message>
    <message>
        <source>Always on top</source>
        <translation>Toujours au premier plan</translation>
    </message>
    <message>
        <source>No longer on top</source>
        <translation>Plus au premier plan</translation>
    </message>
    <message>
        <source>Playlist</source>
        <translation>Liste de lecture</translation>
    </message>
    <message>
        <source>Open a film …</source>
        <translation>Ouvrir un film …</translation>
    </message>
    <message>
        <source>Open an address …</source>
        <translation>Ouvrir une adresse …</translation>
    </message>
    <message>
        <source>Save the playlist …</source>
        <translation>Enregistrer la liste …</translation>
    </message>
    <message>
        <source>Back to the films</source>
        <translation>Retour aux films</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Envois</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation>Docteur</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Loop from here</source>
        <translation>Boucle à partir d’ici</translation>
    </message>
    <message>
        <source>Loop to here</source>
        <translation>Boucle jusqu’ici</translation>
    </message>
    <message>
        <source>No loop</source>
        <translation>Sans boucle</translation>
    </message>
</context>
<context>
    <name>MessageCard</name>
    <message>
        <source>Open another file</source>
        <translation>Ouvrir un autre fichier</translation>
    </message>
    <message>
        <source>Next film</source>
        <translation>Film suivant</translation>
    </message>
</context>
<context>
    <name>OpenDialog</name>
    <message>
        <source>Open a film</source>
        <translation>Ouvrir un film</translation>
    </message>
    <message>
        <source>Films, sound, pictures and documents ({patterns})</source>
        <translation>Films, sons, images et documents ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Add subtitles</source>
        <translation>Ajouter des sous-titres</translation>
    </message>
    <message>
        <source>Subtitles ({patterns})</source>
        <translation>Sous-titres ({patterns})</translation>
    </message>
    <message>
        <source>Save the playlist</source>
        <translation>Enregistrer la liste</translation>
    </message>
    <message>
        <source>Playlists ({patterns})</source>
        <translation>Listes de lecture ({patterns})</translation>
    </message>
    <message>
        <source>Export the queue</source>
        <translation>Exporter la file</translation>
    </message>
    <message>
        <source>Lines of JSON ({patterns})</source>
        <translation>Lignes JSON ({patterns})</translation>
    </message>
    <message>
        <source>Table ({patterns})</source>
        <translation>Tableau ({patterns})</translation>
    </message>
</context>
<context>
    <name>OutboxPage</name>
    <message>
        <source>Outbox</source>
        <translation>Envois</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Non envoyés</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>A besoin de vous</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Envoyés</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tous</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Montrer</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sessions</translation>
    </message>
    <message>
        <source>Return shows a session whole</source>
        <translation>Entrée montre une session en entier</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Envoyer maintenant</translation>
    </message>
    <message>
        <source>Send given-up ones again</source>
        <translation>Renvoyer les abandonnés</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>Exporter …</translation>
    </message>
    <message>
        <source>There is nothing here.</source>
        <translation>Il n’y a rien ici.</translation>
    </message>
    <message>
        <source>The sender is asked to hurry.</source>
        <translation>L’expéditeur est prié de se hâter.</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) will be sent again.</source>
        <translation>
            <numerusform>%n événement sera renvoyé.</numerusform>
            <numerusform>%n événements seront renvoyés.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) deleted.</source>
        <translation>
            <numerusform>%n événement supprimé.</numerusform>
            <numerusform>%n événements supprimés.</numerusform>
        </translation>
    </message>
    <message>
        <source>A copy is in {file}.</source>
        <translation>Une copie est dans {file}.</translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s) as it is:</source>
        <translation>
            <numerusform>%n reste tel quel :</numerusform>
            <numerusform>%n restent tels quels :</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) released.</source>
        <translation>
            <numerusform>%n événement libéré.</numerusform>
            <numerusform>%n événements libérés.</numerusform>
        </translation>
    </message>
    <message>
        <source>The contact is looked up when HubSpot answers.</source>
        <translation>Le contact sera cherché dès que HubSpot répondra.</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) written to {file}.</source>
        <translation>
            <numerusform>%n événement écrit dans {file}.</numerusform>
            <numerusform>%n événements écrits dans {file}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutboxWords</name>
    <message>
        <source>It is being sent at this moment.</source>
        <translation>Il est en cours d’envoi.</translation>
    </message>
    <message>
        <source>Its request was noted before the first byte left, and no answer has come yet.</source>
        <translation>La requête a été notée avant le départ du premier octet ; aucune réponse n’est encore arrivée.</translation>
    </message>
    <message>
        <source>Wait a minute. If its sender is gone, the next one sends it again.</source>
        <translation>Attendez une minute. Si l’expéditeur a disparu, le suivant le renvoie.</translation>
    </message>
    <message>
        <source>It waits to be sent, again at {due}.</source>
        <translation>Il attend d’être envoyé, de nouveau à {due}.</translation>
    </message>
    <message>
        <source>It waits to be sent.</source>
        <translation>Il attend d’être envoyé.</translation>
    </message>
    <message>
        <source>The last try did not get through: {answer}</source>
        <translation>Le dernier essai n’a pas abouti : {answer}</translation>
    </message>
    <message>
        <source>It was not sent yet.</source>
        <translation>Il n’a pas encore été envoyé.</translation>
    </message>
    <message>
        <source>Nothing needs to be done. `tracker sync` sends what is due now.</source>
        <translation>Il n’y a rien à faire. `tracker sync` envoie ce qui est dû maintenant.</translation>
    </message>
    <message>
        <source>badge {badge}</source>
        <translation>badge {badge}</translation>
    </message>
    <message>
        <source>its viewer</source>
        <translation>cette personne</translation>
    </message>
    <message>
        <source>It is held until its viewer is a contact.</source>
        <translation>Il est retenu jusqu’à ce que la personne soit un contact.</translation>
    </message>
    <message>
        <source>{status}: {said}</source>
        <translation>{status} : {said}</translation>
    </message>
    <message>
        <source>HubSpot has no contact for {who}.</source>
        <translation>HubSpot n’a aucun contact pour {who}.</translation>
    </message>
    <message>
        <source>Create the contact in HubSpot, or name the right one: `tracker identify {session} --contact-id N`.</source>
        <translation>Créez le contact dans HubSpot, ou nommez le bon : `tracker identify {session} --contact-id N`.</translation>
    </message>
    <message>
        <source>It is held until its viewer is looked up.</source>
        <translation>Il est retenu jusqu’à ce que la personne soit trouvée.</translation>
    </message>
    <message>
        <source>{who} is named, and HubSpot has not answered yet.</source>
        <translation>{who} est nommé, et HubSpot n’a pas encore répondu.</translation>
    </message>
    <message>
        <source>Nothing needs to be done: HubSpot is asked with the next sync.</source>
        <translation>Il n’y a rien à faire : HubSpot est interrogé au prochain envoi.</translation>
    </message>
    <message>
        <source>It is held until somebody says who watched.</source>
        <translation>Il est retenu jusqu’à ce que quelqu’un dise qui a regardé.</translation>
    </message>
    <message>
        <source>Nobody is identified for its session, and nobody is made up.</source>
        <translation>Personne n’est nommé pour cette session, et personne n’est inventé.</translation>
    </message>
    <message>
        <source>`tracker identify {session} --contact-id N` (or --email A, --badge B).</source>
        <translation>`tracker identify {session} --contact-id N` (ou --email A, --badge B).</translation>
    </message>
    <message>
        <source>It was saved from a damaged file, which cannot tell whether it was sent already.</source>
        <translation>Il a été sauvé d’un fichier endommagé, qui ne peut pas dire s’il était déjà envoyé.</translation>
    </message>
    <message>
        <source>It was sent {sends}, and {unanswered} no answer came: whether HubSpot has it is unknown.</source>
        <translation>Il a été envoyé {sends}, et {unanswered} sans réponse : on ignore si HubSpot l’a reçu.</translation>
    </message>
    <message>
        <source>{cause} The last that was heard: {answer}</source>
        <translation>{cause} Dernière réponse reçue : {answer}</translation>
    </message>
    <message>
        <source>It may have arrived, and is sent again at {due}.</source>
        <translation>Il est peut-être arrivé et sera renvoyé à {due}.</translation>
    </message>
    <message>
        <source>It may have arrived, and is sent again.</source>
        <translation>Il est peut-être arrivé et sera renvoyé.</translation>
    </message>
    <message>
        <source>Nothing needs to be done: losing it is worse than telling it twice. To look first, `tracker outbox park {seq}`; for all such rows the setting `on_ambiguous` says “park”.</source>
        <translation>Il n’y a rien à faire : le perdre serait pire que de le dire deux fois. Pour vérifier d’abord : `tracker outbox park {seq}` ; pour toutes ces lignes, le réglage `on_ambiguous` dit « park ».</translation>
    </message>
    <message>
        <source>It was delivered on {at} after {sends} sends.</source>
        <translation>Il a été livré le {at} après {sends} envois.</translation>
    </message>
    <message>
        <source>It was delivered on {at}.</source>
        <translation>Il a été livré le {at}.</translation>
    </message>
    <message>
        <source>HubSpot took it (HTTP {status}).</source>
        <translation>HubSpot l’a accepté (HTTP {status}).</translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation>Il n’y a rien à faire.</translation>
    </message>
    <message>
        <source>It was given up on {at}.</source>
        <translation>Il a été abandonné le {at}.</translation>
    </message>
    <message>
        <source>it did not say why</source>
        <translation>sans dire pourquoi</translation>
    </message>
    <message>
        <source>HubSpot refuses this event: {answer}</source>
        <translation>HubSpot refuse cet événement : {answer}</translation>
    </message>
    <message>
        <source>Mend what the answer names, then `tracker outbox retry {seq}`; or `tracker outbox drop {seq}`, which keeps a copy.</source>
        <translation>Corrigez ce que la réponse indique, puis `tracker outbox retry {seq}` ; ou `tracker outbox drop {seq}`, qui garde une copie.</translation>
    </message>
    <message>
        <source>It was sent and no answer came. The setting `on_ambiguous` says not to send such events again by themselves.</source>
        <translation>Il a été envoyé et aucune réponse n’est venue. Le réglage `on_ambiguous` dit de ne pas renvoyer de tels événements de soi-même.</translation>
    </message>
    <message>
        <source>Look at the contact&apos;s timeline in HubSpot: if the event is missing there, `tracker outbox retry {seq}`; if it is there, `tracker outbox drop {seq}`.</source>
        <translation>Regardez la chronologie du contact dans HubSpot : si l’événement y manque, `tracker outbox retry {seq}` ; s’il y est, `tracker outbox drop {seq}`.</translation>
    </message>
    <message>
        <source>It was put aside on {at}.</source>
        <translation>Il a été mis de côté le {at}.</translation>
    </message>
    <message>
        <source>Somebody parked it by hand.</source>
        <translation>Quelqu’un l’a mis de côté à la main.</translation>
    </message>
    <message>
        <source>`tracker outbox retry {seq}` puts it back; `tracker outbox drop {seq}` lets it go.</source>
        <translation>`tracker outbox retry {seq}` le remet ; `tracker outbox drop {seq}` le laisse partir.</translation>
    </message>
    <message>
        <source>It was damaged on the disk: its checksum does not hold.</source>
        <translation>Il a été endommagé sur le disque : sa somme de contrôle est fausse.</translation>
    </message>
    <message>
        <source>It cannot be sent. `tracker outbox verify` looks for more damage, and `tracker outbox drop {seq}` lets it go. Check the disk.</source>
        <translation>Il ne peut pas être envoyé. `tracker outbox verify` cherche d’autres dégâts, et `tracker outbox drop {seq}` le laisse partir. Vérifiez le disque.</translation>
    </message>
    <message>
        <source>Its person was forgotten, and with the person what it told.</source>
        <translation>La personne a été oubliée, et avec elle ce qu’il disait.</translation>
    </message>
    <message>
        <source>Nothing can be done, nor should it.</source>
        <translation>On ne peut rien y faire, et c’est voulu.</translation>
    </message>
    <message>
        <source>once</source>
        <translation>une fois</translation>
    </message>
    <message>
        <source>twice</source>
        <translation>deux fois</translation>
    </message>
    <message>
        <source>{number} times</source>
        <translation>{number} fois</translation>
    </message>
</context>
<context>
    <name>Outcomes</name>
    <message>
        <source>Which property holds a badge is not set; set badge_property.</source>
        <translation>La propriété qui contient un badge n’est pas réglée ; réglez badge_property.</translation>
    </message>
    <message>
        <source>HubSpot&apos;s answer names no contact.</source>
        <translation>La réponse de HubSpot ne nomme aucun contact.</translation>
    </message>
    <message>
        <source>answers ({status})</source>
        <translation>répond ({status})</translation>
    </message>
    <message>
        <source>answers: it refuses an empty event, as it should ({status})</source>
        <translation>répond : un événement vide est refusé, comme il se doit ({status})</translation>
    </message>
    <message>
        <source>HubSpot cannot be reached</source>
        <translation>HubSpot est injoignable</translation>
    </message>
    <message>
        <source>HubSpot cannot be reached: the connection was refused</source>
        <translation>HubSpot est injoignable : la connexion a été refusée</translation>
    </message>
    <message>
        <source>HubSpot cannot be reached: nothing answered in time</source>
        <translation>HubSpot est injoignable : rien n’a répondu à temps</translation>
    </message>
    <message>
        <source>HubSpot cannot be reached: there is no network</source>
        <translation>HubSpot est injoignable : il n’y a pas de réseau</translation>
    </message>
    <message>
        <source>HubSpot cannot be reached: no names can be looked up; is there a network?</source>
        <translation>HubSpot est injoignable : aucun nom ne peut être résolu ; y a-t-il un réseau ?</translation>
    </message>
    <message>
        <source>HubSpot cannot be reached: its name is not known</source>
        <translation>HubSpot est injoignable : son nom n’est pas connu</translation>
    </message>
    <message>
        <source>No secure connection to HubSpot</source>
        <translation>Pas de connexion sûre à HubSpot</translation>
    </message>
    <message>
        <source>No secure connection to HubSpot: its certificate is not trusted</source>
        <translation>Pas de connexion sûre à HubSpot : son certificat n’est pas de confiance</translation>
    </message>
    <message>
        <source>The proxy gave no way to HubSpot</source>
        <translation>Le proxy n’a pas ouvert de passage vers HubSpot</translation>
    </message>
    <message>
        <source>All connections are busy</source>
        <translation>Toutes les connexions sont occupées</translation>
    </message>
    <message>
        <source>HubSpot did not answer in time</source>
        <translation>HubSpot n’a pas répondu à temps</translation>
    </message>
    <message>
        <source>The connection broke off</source>
        <translation>La connexion s’est interrompue</translation>
    </message>
    <message>
        <source>{failure} ({detail})</source>
        <translation>{failure} ({detail})</translation>
    </message>
    <message>
        <source>{said}; the event may have arrived</source>
        <translation>{said} ; l’événement est peut-être arrivé</translation>
    </message>
    <message>
        <source>HubSpot answered {status}: {said}</source>
        <translation>HubSpot a répondu {status} : {said}</translation>
    </message>
    <message>
        <source>without a reason</source>
        <translation>sans raison donnée</translation>
    </message>
    <message>
        <source>HubSpot&apos;s address answered {status}, in no form of HubSpot&apos;s</source>
        <translation>L’adresse de HubSpot a répondu {status}, sous aucune forme que HubSpot emploie</translation>
    </message>
    <message>
        <source>HubSpot refuses the token; log in again with `tracker login`</source>
        <translation>HubSpot refuse le jeton ; reconnectez-vous avec `tracker login`</translation>
    </message>
    <message>
        <source>HubSpot refuses the token ({why}); log in again with `tracker login`</source>
        <translation>HubSpot refuse le jeton ({why}) ; reconnectez-vous avec `tracker login`</translation>
    </message>
    <message>
        <source>HubSpot&apos;s token lacks the permission {missing}; ask for it, then log in again</source>
        <translation>Il manque au jeton HubSpot la permission {missing} ; demandez-la, puis reconnectez-vous</translation>
    </message>
    <message>
        <source>HubSpot&apos;s token lacks a permission, likely {scope}; ask for it, then log in again</source>
        <translation>Il manque une permission au jeton HubSpot, sans doute {scope} ; demandez-la, puis reconnectez-vous</translation>
    </message>
    <message>
        <source>HubSpot&apos;s token lacks a permission, likely {scope} ({why}); ask for it, then log in again</source>
        <translation>Il manque une permission au jeton HubSpot, sans doute {scope} ({why}) ; demandez-la, puis reconnectez-vous</translation>
    </message>
    <message>
        <source>An internal error; see the log.</source>
        <translation>Une erreur interne ; voir le journal.</translation>
    </message>
    <message>
        <source>Not sent yet.</source>
        <translation>Pas encore envoyé.</translation>
    </message>
    <message>
        <source>Another program is sending.</source>
        <translation>Un autre programme envoie.</translation>
    </message>
</context>
<context>
    <name>PagePanel</name>
    <message>
        <source>Close the page</source>
        <translation>Fermer la page</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>That cannot be the id of a contact.</source>
        <translation>Ce ne peut pas être le numéro d’un contact.</translation>
    </message>
    <message>
        <source>The id is the number in the address of the contact&apos;s page.</source>
        <translation>Le numéro est dans l’adresse de la page du contact.</translation>
    </message>
    <message>
        <source>That is not an email address.</source>
        <translation>Ce n’est pas une adresse e-mail.</translation>
    </message>
    <message>
        <source>Write it like ada@example.com, without spaces.</source>
        <translation>Écrivez-la comme ada@example.com, sans espaces.</translation>
    </message>
    <message>
        <source>That is not the text of a badge.</source>
        <translation>Ce n’est pas le texte d’un badge.</translation>
    </message>
    <message>
        <source>It is one line of at most {count} characters.</source>
        <translation>C’est une ligne d’au plus {count} caractères.</translation>
    </message>
</context>
<context>
    <name>PlayerWindow</name>
    <message>
        <source>Opening {title} …</source>
        <translation>Ouverture de {title}…</translation>
    </message>
    <message>
        <source>Drop to play</source>
        <translation>Déposez pour lire</translation>
    </message>
</context>
<context>
    <name>PlaylistModel</name>
    <message>
        <source>{name}, is on</source>
        <translation>{name}, en cours</translation>
    </message>
</context>
<context>
    <name>PlaylistPanel</name>
    <message>
        <source>Playlist</source>
        <translation>Liste de lecture</translation>
    </message>
    <message>
        <source>Drop films or folders here.</source>
        <translation>Déposez des films ou des dossiers ici.</translation>
    </message>
    <message>
        <source>Return plays, Delete removes, Alt with an arrow moves</source>
        <translation>Entrée lit, Suppr retire, Alt avec une flèche déplace</translation>
    </message>
    <message>
        <source>Close the playlist</source>
        <translation>Fermer la liste de lecture</translation>
    </message>
    <message>
        <source>Add …</source>
        <translation>Ajouter …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>Enregistrer …</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>There is no text that a person could have agreed to.</source>
        <translation>Il n’y a pas de texte que quelqu’un aurait pu accepter.</translation>
    </message>
    <message>
        <source>Set consent_text and consent_version in settings.toml.</source>
        <translation>Définissez consent_text et consent_version dans settings.toml.</translation>
    </message>
</context>
<context>
    <name>Remote</name>
    <message>
        <source>A film is playing</source>
        <translation>Un film est en cours de lecture</translation>
    </message>
</context>
<context>
    <name>Repair</name>
    <message>
        <source>It has changed meanwhile.</source>
        <translation>Il a changé entre-temps.</translation>
    </message>
    <message>
        <source>It is on its way; its answer decides.</source>
        <translation>Il est en route ; sa réponse décidera.</translation>
    </message>
    <message>
        <source>Its person was forgotten, and what it told was erased.</source>
        <translation>La personne a été oubliée, et ce qu’il disait a été effacé.</translation>
    </message>
    <message>
        <source>What it told cannot be read any more, so that it cannot be sent.</source>
        <translation>Ce qu’il disait n’est plus lisible, il ne peut donc pas être envoyé.</translation>
    </message>
    <message>
        <source>It is among the dead letters already.</source>
        <translation>Il est déjà mis de côté.</translation>
    </message>
    <message>
        <source>It was delivered; the ledger keeps it as the proof.</source>
        <translation>Il a été livré ; le registre le garde comme preuve.</translation>
    </message>
    <message>
        <source>There is no such row.</source>
        <translation>Il n’y a pas de telle ligne.</translation>
    </message>
</context>
<context>
    <name>SessionView</name>
    <message>
        <source>Back to the list</source>
        <translation>Retour à la liste</translation>
    </message>
    <message>
        <source>Contact id, address or badge</source>
        <translation>Numéro de contact, adresse ou badge</translation>
    </message>
    <message>
        <source>Who watched: contact id, address or badge</source>
        <translation>Qui a regardé : numéro de contact, adresse ou badge</translation>
    </message>
    <message>
        <source>They agreed to the text of the settings</source>
        <translation>La personne a accepté le texte des réglages</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Attribuer</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Renvoyer</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>Exporter …</translation>
    </message>
    <message>
        <source>Delete …</source>
        <translation>Supprimer …</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>Garder</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Events of the session</source>
        <translation>Événements de la session</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n event(s)? A copy is kept in the profile&apos;s exports.</source>
        <translation>
            <numerusform>Supprimer %n événement ? Une copie reste dans les exports du profil.</numerusform>
            <numerusform>Supprimer %n événements ? Une copie reste dans les exports du profil.</numerusform>
        </translation>
    </message>
    <message>
        <source>Session {id}</source>
        <translation>Session {id}</translation>
    </message>
    <message>
        <source>What was watched, and how often</source>
        <translation>Ce qui a été regardé, et combien de fois</translation>
    </message>
</context>
<context>
    <name>Sessions</name>
    <message>
        <source>Erased</source>
        <translation>Effacé</translation>
    </message>
    <message>
        <source>contact {id}</source>
        <translation>contact {id}</translation>
    </message>
    <message>
        <source>badge {badge}</source>
        <translation>badge {badge}</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>personne encore</translation>
    </message>
    <message>
        <source>Attention map</source>
        <translation>Carte d’attention</translation>
    </message>
    <message>
        <source>Played</source>
        <translation>Lu</translation>
    </message>
</context>
<context>
    <name>SettingField</name>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vide</translation>
    </message>
    <message>
        <source>default: {value}</source>
        <translation>par défaut : {value}</translation>
    </message>
    <message>
        <source>set in settings.toml</source>
        <translation>défini dans settings.toml</translation>
    </message>
    <message>
        <source>set by the environment ({name}), which wins here</source>
        <translation>défini par l’environnement ({name}), qui l’emporte ici</translation>
    </message>
    <message>
        <source>set by the command line, which wins here</source>
        <translation>défini par la ligne de commande, qui l’emporte ici</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>{where}: “{name}” is not a whole number.</source>
        <translation>{where} : « {name} » n’est pas un nombre entier.</translation>
    </message>
    <message>
        <source>{where}: “{name}” is not a number.</source>
        <translation>{where} : « {name} » n’est pas un nombre.</translation>
    </message>
    <message>
        <source>{where}: “{name}” is not a text.</source>
        <translation>{where} : « {name} » n’est pas un texte.</translation>
    </message>
    <message>
        <source>{where}: “{name}” cannot be “{value}”.</source>
        <translation>{where} : « {name} » ne peut pas être « {value} ».</translation>
    </message>
    <message>
        <source>It is one of: {choices}.</source>
        <translation>Choix possibles : {choices}.</translation>
    </message>
    <message>
        <source>nothing at all</source>
        <translation>rien du tout</translation>
    </message>
    <message>
        <source>{where}: “{name}” cannot be {value}.</source>
        <translation>{where} : « {name} » ne peut pas être {value}.</translation>
    </message>
    <message>
        <source>It lies between {least} and {most}.</source>
        <translation>La valeur est entre {least} et {most}.</translation>
    </message>
    <message>
        <source>Where HubSpot&apos;s API answers. Plain http is refused unless it is this machine.</source>
        <translation>Où l’API de HubSpot répond. Le http non chiffré est refusé, sauf vers cette machine.</translation>
    </message>
    <message>
        <source>The API family. v1 is unsupported from September 2027.</source>
        <translation>La famille d’API. v1 n’est plus prise en charge à partir de septembre 2027.</translation>
    </message>
    <message>
        <source>How the played share is sent, since HubSpot leaves it open: 0–1 or 0–100.</source>
        <translation>Comment la part vue est envoyée, car HubSpot ne le précise pas : 0–1 ou 0–100.</translation>
    </message>
    <message>
        <source>The part of the account&apos;s rate limit that is ours.</source>
        <translation>La part de la limite de débit du compte qui est à nous.</translation>
    </message>
    <message>
        <source>share, above 0 to 1</source>
        <translation>part, au-dessus de 0 jusqu’à 1</translation>
    </message>
    <message>
        <source>The version of HubSpot&apos;s token endpoint, for a sign-in by your own app.</source>
        <translation>La version du point d’accès aux jetons de HubSpot, pour une connexion par votre propre application.</translation>
    </message>
    <message>
        <source>Permission to keep the token in a keyring that writes plain text, where no safe one is.</source>
        <translation>Permission de garder le jeton dans un trousseau qui écrit en clair, là où il n’y en a pas de sûr.</translation>
    </message>
    <message>
        <source>The contact property that holds a badge&apos;s text; it must be unique. Empty: none is asked.</source>
        <translation>La propriété de contact qui contient le texte du badge ; elle doit être unique. Vide : aucune n’est consultée.</translation>
    </message>
    <message>
        <source>Whether an address that HubSpot has no contact for makes one, with consent recorded.</source>
        <translation>Si une adresse sans contact dans HubSpot en crée un, avec consentement enregistré.</translation>
    </message>
    <message>
        <source>What a person agrees to, word for word.</source>
        <translation>Ce à quoi une personne consent, mot pour mot.</translation>
    </message>
    <message>
        <source>Which version of that text it is.</source>
        <translation>De quelle version de ce texte il s’agit.</translation>
    </message>
    <message>
        <source>Addresses, badges and consent of settled sessions are erased after so long; 0: never.</source>
        <translation>Adresses, badges et consentements des sessions réglées sont effacés après ce délai ; 0 : jamais.</translation>
    </message>
    <message>
        <source>days, 0 to 3650</source>
        <translation>jours, 0 à 3650</translation>
    </message>
    <message>
        <source>What becomes of an event that was sent and whose answer is unknown.</source>
        <translation>Ce que devient un événement envoyé dont la réponse est inconnue.</translation>
    </message>
    <message>
        <source>The HubSpot page that films are said to stand on; 0 means a page outside HubSpot.</source>
        <translation>La page HubSpot où les films sont dits se trouver ; 0 : une page hors de HubSpot.</translation>
    </message>
    <message>
        <source>The name of the page that films are said to stand on.</source>
        <translation>Le nom de la page où les films sont dits se trouver.</translation>
    </message>
    <message>
        <source>The address of that page. It need not exist, but it should stay the same.</source>
        <translation>L’adresse de cette page. Elle peut ne pas exister, mais devrait rester la même.</translation>
    </message>
    <message>
        <source>The share of a film that counts as all of it (R8).</source>
        <translation>La part d’un film qui compte pour la totalité (R8).</translation>
    </message>
    <message>
        <source>percent, 90 to 100</source>
        <translation>pour cent, 90 à 100</translation>
    </message>
    <message>
        <source>Whether a film that repeats is one session, or each round a session of its own (R11).</source>
        <translation>Si un film qui se répète est une seule session, ou une par tour (R11).</translation>
    </message>
    <message>
        <source>How long an image or a document must be shown to count as viewed.</source>
        <translation>Combien de temps une image ou un document doit être montré pour compter comme vu.</translation>
    </message>
    <message>
        <source>seconds, 0.1 to 3600</source>
        <translation>secondes, 0,1 à 3600</translation>
    </message>
    <message>
        <source>How long a page of a document stands before the next one comes.</source>
        <translation>Combien de temps une page d’un document reste avant la suivante.</translation>
    </message>
    <message>
        <source>seconds, 1 to 3600</source>
        <translation>secondes, 1 à 3600</translation>
    </message>
    <message>
        <source>How much may wait; above it the oldest quartiles of told sessions are shed and counted.</source>
        <translation>Combien peut attendre ; au-delà, les plus anciens quarts des sessions racontées sont abandonnés et comptés.</translation>
    </message>
    <message>
        <source>megabytes, 1 to 100000</source>
        <translation>mégaoctets, 1 à 100000</translation>
    </message>
    <message>
        <source>How long the ledger keeps what was delivered.</source>
        <translation>Combien de temps le registre garde ce qui a été livré.</translation>
    </message>
    <message>
        <source>days, 1 to 3650</source>
        <translation>jours, 1 à 3650</translation>
    </message>
    <message>
        <source>How long dead letters are kept; then they are exported and deleted.</source>
        <translation>Combien de temps les événements abandonnés sont gardés ; ensuite ils sont exportés et supprimés.</translation>
    </message>
    <message>
        <source>How long the raw samples of a viewing are kept, to count it again.</source>
        <translation>Combien de temps les mesures brutes d’un visionnage sont gardées, pour le recompter.</translation>
    </message>
    <message>
        <source>How much room raw samples may take; the oldest viewings go first.</source>
        <translation>Combien de place les mesures brutes peuvent prendre ; les plus anciens visionnages partent d’abord.</translation>
    </message>
    <message>
        <source>megabytes, 1 to 10000</source>
        <translation>mégaoctets, 1 à 10000</translation>
    </message>
    <message>
        <source>How long reports reach back: what each viewing came to, not who it was.</source>
        <translation>Jusqu’où remontent les rapports : ce que chaque visionnage a donné, pas qui regardait.</translation>
    </message>
    <message>
        <source>The most spans that an attention map may have; longer films get wider spans.</source>
        <translation>Le nombre maximal de tranches d’une carte d’attention ; les films longs ont des tranches plus larges.</translation>
    </message>
    <message>
        <source>spans, 1 to 10000</source>
        <translation>tranches, 1 à 10000</translation>
    </message>
    <message>
        <source>Who draws films in the player&apos;s window: the program itself, or libVLC in a native window, with hardware for 4K.</source>
        <translation>Qui dessine les films dans la fenêtre du lecteur : le programme lui-même, ou libVLC dans une fenêtre native, avec le matériel pour la 4K.</translation>
    </message>
    <message>
        <source>The hosts that films may be streamed from, separated by spaces; *.example.com is every name below example.com. Empty: any host.</source>
        <translation>Les serveurs depuis lesquels des films peuvent être lus, séparés par des espaces ; *.example.com désigne tout nom sous example.com. Vide : n’importe lequel.</translation>
    </message>
    <message>
        <source>Whether files that were opened are remembered, with a picture of each.</source>
        <translation>Si les fichiers ouverts sont retenus, avec une image de chacun.</translation>
    </message>
    <message>
        <source>Whether a film begins where it was left.</source>
        <translation>Si un film reprend là où il a été quitté.</translation>
    </message>
    <message>
        <source>A name for this device, kept with each session.</source>
        <translation>Un nom pour cet appareil, gardé avec chaque session.</translation>
    </message>
    <message>
        <source>The command line</source>
        <translation>La ligne de commande</translation>
    </message>
    <message>
        <source>{path} cannot be read: {error}</source>
        <translation>{path} ne peut pas être lu : {error}</translation>
    </message>
    <message>
        <source>It must be a TOML file, one setting a line.</source>
        <translation>Ce doit être un fichier TOML, un réglage par ligne.</translation>
    </message>
    <message>
        <source>{path}: “{name}” is no setting.</source>
        <translation>{path} : « {name} » n’est pas un réglage.</translation>
    </message>
    <message>
        <source>The settings are: {names}.</source>
        <translation>Les réglages sont : {names}.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {error}.</source>
        <translation>{path} ne peut pas être écrit : {error}.</translation>
    </message>
    <message>
        <source>Make sure that the profile is yours and has room.</source>
        <translation>Assurez-vous que le profil est à vous et qu’il a de la place.</translation>
    </message>
    <message>
        <source>{path} cannot be changed without losing something.</source>
        <translation>{path} ne peut pas être modifié sans perdre quelque chose.</translation>
    </message>
    <message>
        <source>Change it by hand, in a text editor.</source>
        <translation>Modifiez-le à la main, dans un éditeur de texte.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>Chercher dans les réglages</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Connected by your own app; the sign-in is kept in {place}.</source>
        <translation>Connecté par votre propre application ; la connexion est gardée dans {place}.</translation>
    </message>
    <message>
        <source>Connected by an access token, kept in {place}.</source>
        <translation>Connecté par un jeton d’accès, gardé dans {place}.</translation>
    </message>
    <message>
        <source>`tracker logout` forgets it.</source>
        <translation>`tracker logout` l’oublie.</translation>
    </message>
    <message>
        <source>HubSpot account</source>
        <translation>Compte HubSpot</translation>
    </message>
    <message>
        <source>HubSpot account {id}</source>
        <translation>Compte HubSpot {id}</translation>
    </message>
    <message>
        <source>In a terminal, `tracker login` takes an access token, and `tracker login --oauth` signs in with your own app, in the browser.</source>
        <translation>Dans un terminal, `tracker login` prend un jeton d’accès, et `tracker login --oauth` se connecte avec votre propre application, dans le navigateur.</translation>
    </message>
    <message>
        <source>Nothing is saved yet.</source>
        <translation>Rien n’est encore enregistré.</translation>
    </message>
    <message>
        <source>Saved. It takes effect at the next start.</source>
        <translation>Enregistré. Cela prend effet au prochain démarrage.</translation>
    </message>
</context>
<context>
    <name>Shelving</name>
    <message>
        <source>The playlist is saved as {name}.</source>
        <translation>La liste de lecture est enregistrée sous {name}.</translation>
    </message>
</context>
<context>
    <name>StreamHosts</name>
    <message>
        <source>Films are not streamed from {host} here.</source>
        <translation>Ici, aucun film n’est lu depuis {host}.</translation>
    </message>
    <message>
        <source>The setting “stream_hosts” names the hosts that are allowed.</source>
        <translation>Le réglage « stream_hosts » nomme les serveurs autorisés.</translation>
    </message>
</context>
<context>
    <name>SyncIndicator</name>
    <message>
        <source>Everything is sent.</source>
        <translation>Tout est envoyé.</translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>Rien n’attend d’être envoyé.</translation>
    </message>
    <message numerus="yes">
        <source>Sending, %n event(s) to go.</source>
        <translation>
            <numerusform>Envoi en cours, encore %n événement.</numerusform>
            <numerusform>Envoi en cours, encore %n événements.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sending needs you.</source>
        <translation>L’envoi a besoin de vous.</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) wait for a viewer to be named.</source>
        <translation>
            <numerusform>%n événement attend qu’un spectateur soit désigné.</numerusform>
            <numerusform>%n événements attendent qu’un spectateur soit désigné.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) wait to be sent.</source>
        <translation>
            <numerusform>%n événement attend d’être envoyé.</numerusform>
            <numerusform>%n événements attendent d’être envoyés.</numerusform>
        </translation>
    </message>
    <message>
        <source>Since {since}; tried again at {again}.</source>
        <translation>Depuis {since} ; nouvel essai : {again}.</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Envoyé</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Envoi en cours</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>A besoin de vous</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>Barre de lecture</translation>
    </message>
    <message>
        <source>{position}, length unknown</source>
        <translation>{position}, durée inconnue</translation>
    </message>
    <message>
        <source>{position} of {duration}, {percent} percent watched</source>
        <translation>{position} sur {duration}, {percent} pour cent regardés</translation>
    </message>
    <message>
        <source>, {percent} percent next</source>
        <translation>, prochain palier {percent} pour cent</translation>
    </message>
    <message>
        <source>, not counted now</source>
        <translation>, non compté en ce moment</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>Resumed at {time}</source>
        <translation>Reprise à {time}</translation>
    </message>
    <message>
        <source>Volume {percent} %</source>
        <translation>Volume {percent} %</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>Couper le son</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>Rétablir le son</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show the player</source>
        <translation>Afficher le lecteur</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Lire</translation>
    </message>
    <message>
        <source>Pause tracking</source>
        <translation>Suspendre le suivi</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quitter</translation>
    </message>
</context>
<context>
    <name>VideoCanvas</name>
    <message>
        <source>Video</source>
        <translation>Vidéo</translation>
    </message>
</context>
<context>
    <name>ViewerCard</name>
    <message>
        <source>Who is watching?</source>
        <translation>Qui regarde ?</translation>
    </message>
    <message>
        <source>Contact id, email address or badge</source>
        <translation>Numéro de contact, adresse e-mail ou badge</translation>
    </message>
    <message>
        <source>Watches now</source>
        <translation>Regarde maintenant</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Personne</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>A viewing that runs becomes theirs.</source>
        <translation>Un visionnage en cours devient le sien.</translation>
    </message>
    <message>
        <source>Another viewing begins.</source>
        <translation>Un autre visionnage commence.</translation>
    </message>
    <message>
        <source>Contact {id}.</source>
        <translation>Contact {id}.</translation>
    </message>
    <message>
        <source>An address; its contact is looked up.</source>
        <translation>Une adresse ; son contact sera recherché.</translation>
    </message>
    <message>
        <source>The badge “{badge}”; its contact is looked up.</source>
        <translation>Le badge « {badge} » ; son contact sera recherché.</translation>
    </message>
</context>
<context>
    <name>Watching</name>
    <message>
        <source>Who is watching: {name}</source>
        <translation>Qui regarde : {name}</translation>
    </message>
    <message>
        <source>Pause tracking</source>
        <translation>Suspendre le suivi</translation>
    </message>
    <message>
        <source>Not counted</source>
        <translation>Non compté</translation>
    </message>
    <message>
        <source>Tracking is paused. Resume tracking</source>
        <translation>Le suivi est suspendu. Reprendre</translation>
    </message>
    <message>
        <source>Nobody named</source>
        <translation>Personne de nommé</translation>
    </message>
    <message>
        <source>Contact {id}</source>
        <translation>Contact {id}</translation>
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
        <translation>Déposez un film ici ou appuyez sur Ctrl+O</translation>
    </message>
    <message>
        <source>Open a film</source>
        <translation>Ouvrir un film</translation>
    </message>
    <message>
        <source>Forget recent files</source>
        <translation>Oublier les fichiers récents</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Envois</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation>Docteur</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Bienvenue</translation>
    </message>
</context>
</TS>
