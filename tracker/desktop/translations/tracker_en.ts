<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>SyncIndicator</name>
    <message numerus="yes">
        <source>Sending, %n event(s) to go.</source>
        <translation>
            <numerusform>Sending, %n event to go.</numerusform>
            <numerusform>Sending, %n events to go.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) wait for a viewer to be named.</source>
        <translation>
            <numerusform>%n event waits for a viewer to be named.</numerusform>
            <numerusform>%n events wait for a viewer to be named.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) wait to be sent.</source>
        <translation>
            <numerusform>%n event waits to be sent.</numerusform>
            <numerusform>%n events wait to be sent.</numerusform>
        </translation>
    </message>
</context>
</TS>
