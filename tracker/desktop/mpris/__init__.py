"""The player on the session bus: media keys, remote controls, and a screen that stays awake.

``facts`` says what is told of the player, ``interfaces`` how the bus asks for it, ``awake`` keeps
the screen on, ``thread`` is where all that happens, and ``remote`` is its end at the window.
"""
