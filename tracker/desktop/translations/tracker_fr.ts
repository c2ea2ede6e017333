<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
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
        <source>Films and sound ({patterns})</source>
        <translation>Films et sons ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
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
</context>
<context>
    <name>Transport</name>
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
    <name>VideoCanvas</name>
    <message>
        <source>Video</source>
        <translation>Vidéo</translation>
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
        <source>Welcome</source>
        <translation>Bienvenue</translation>
    </message>
</context>
</TS>
