<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>Ages</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DoctorPage</name>
    <message numerus="yes">
        <source>%n thing(s) to mend.</source>
        <translation>
            <numerusform>%n thing to mend.</numerusform>
            <numerusform>%n things to mend.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All serves; %n thing(s) worth a look.</source>
        <translation>
            <numerusform>All serves; %n thing is worth a look.</numerusform>
            <numerusform>All serves; %n things are worth a look.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutboxPage</name>
    <message numerus="yes">
        <source>%n event(s) will be sent again.</source>
        <translation>
            <numerusform>%n event will be sent again.</numerusform>
            <numerusform>%n events will be sent again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) deleted.</source>
        <translation>
            <numerusform>%n event deleted.</numerusform>
            <numerusform>%n events deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s) as it is:</source>
        <translation>
            <numerusform>%n stays as it is:</numerusform>
            <numerusform>%n stay as they are:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) released.</source>
        <translation>
            <numerusform>%n event released.</numerusform>
            <numerusform>%n events released.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) written to {file}.</source>
        <translation>
            <numerusform>%n event written to {file}.</numerusform>
            <numerusform>%n events written to {file}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SessionView</name>
    <message numerus="yes">
        <source>Delete %n event(s)? A copy is kept in the profile&apos;s exports.</source>
        <translation>
            <numerusform>Delete %n event? A copy is kept in the profile&apos;s exports.</numerusform>
            <numerusform>Delete %n events? A copy is kept in the profile&apos;s exports.</numerusform>
        </translation>
    </message>
</context>
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
