# Short names for what ./secretariat does. Nothing else lives here.
.PHONY: run demo test check fmt lock
run:   ; ./secretariat serve
demo:  ; ./secretariat demo
test:  ; ./secretariat test
check: ; ./secretariat check
fmt:   ; ./secretariat fmt
lock:  ; ./secretariat lock
