; The installer for Windows: NOT RUN SO FAR. It was compiled on Linux, never started on Windows.
;
;   The folder is built on Windows, since PyInstaller cannot build it elsewhere:
;   pyinstaller packaging/pyinstaller/tracker.spec, then
;   makensis -DVERSION=0.1.0 -DFOLDER=dist\media-bridge-tracker packaging\pyinstaller\windows.nsi
;
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
InstallDir "$PROGRAMFILES64\${NAME}"
InstallDirRegKey HKLM "${KEY}" "InstallLocation"
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

Section
  SetRegView 64
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
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\*.*"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKLM "${KEY}"
SectionEnd
