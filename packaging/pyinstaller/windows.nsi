; The installer for Windows: NOT RUN SO FAR. It was compiled on Linux, never started on Windows.
;
;   The folder is built on Windows, since PyInstaller cannot build it elsewhere; in an environment
;   of its own:
;   pip install --require-hashes -r packaging\lock\package.txt
;   pip install --no-deps --no-build-isolation .
;   pyinstaller packaging\pyinstaller\tracker.spec
;   makensis -DVERSION=0.1.0 -DFOLDER=dist\media-bridge-tracker packaging\pyinstaller\windows.nsi
;
; Put the texts of the LGPL 3, the GPL 3 and the Apache licence into _internal: Windows has none.
; VLC 3 (64 bit) must be installed; the program finds it by itself. Sign both, tracker.exe first.

Unicode true
!include MUI2.nsh
!include x64.nsh
!include LogicLib.nsh

!ifndef VERSION
  !error "say which version: -DVERSION=…"
!endif
!ifndef FOLDER
  !error "say where the program lies: -DFOLDER=…"
!endif
!ifndef OUT
  !define OUT "media-bridge-tracker-${VERSION}.exe"
!endif

!define NAME "Media Bridge Tracker"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\media-bridge-tracker"

Name "${NAME}"
OutFile "${OUT}"
RequestExecutionLevel admin
SetCompressor /SOLID lzma
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME}"
VIAddVersionKey "LegalCopyright" "MIT licence"

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "French"

LangString NeedsVlc ${LANG_ENGLISH} "VLC 3 is not installed. Films play once it is."
LangString NeedsVlc ${LANG_GERMAN} "VLC 3 ist nicht installiert. Filme laufen, sobald es da ist."
LangString NeedsVlc ${LANG_FRENCH} "VLC 3 n’est pas installé. Les films seront lus dès qu’il le sera."

LangString IsRunning ${LANG_ENGLISH} "${NAME} is running. Close it, then try again."
LangString IsRunning ${LANG_GERMAN} "${NAME} läuft noch. Bitte schließen und noch einmal versuchen."
LangString IsRunning ${LANG_FRENCH} "${NAME} est ouvert. Fermez-le, puis réessayez."

; Where it lies already, unless /D= says another place.
Function .onInit
  SetRegView 64
  ${IfNot} ${RunningX64}
    Abort
  ${EndIf}
  ${If} $INSTDIR == ""
    ReadRegStr $INSTDIR HKLM "${KEY}" "InstallLocation"
  ${EndIf}
  ${If} $INSTDIR == ""
    StrCpy $INSTDIR "$PROGRAMFILES64\${NAME}"
  ${EndIf}
FunctionEnd

; A program that runs cannot be deleted: then nothing else of it is touched.
!macro DeleteProgram
  ClearErrors
  Delete "$INSTDIR\tracker.exe"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "$(IsRunning)" /SD IDOK
    SetErrorLevel 1
    Abort
  ${EndIf}
!macroend

Section
  SetRegView 64
  ; For everybody who uses the machine, whoever installs it.
  SetShellVarContext all
  !insertmacro DeleteProgram
  ; An older version goes first, so that none of its files stays. People's queues lie elsewhere.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\tracker.exe" "play"
  WriteRegStr HKLM "${KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKLM "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${KEY}" "NoModify" 1
  WriteRegDWORD HKLM "${KEY}" "NoRepair" 1
  ReadRegStr $0 HKLM "Software\VideoLAN\VLC" "InstallDir"
  ${If} $0 == ""
    MessageBox MB_OK|MB_ICONINFORMATION "$(NeedsVlc)" /SD IDOK
  ${EndIf}
SectionEnd

Section "Uninstall"
  SetRegView 64
  SetShellVarContext all
  !insertmacro DeleteProgram
  ; By name, and nothing else: a person may have chosen a folder that holds more.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKLM "${KEY}"
SectionEnd
