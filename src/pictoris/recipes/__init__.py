"""HOW a picture is made: the pixel work, run in a child process; numpy and OpenCV live here."""
